package dev.ferrule.quality;

import dev.ferrule.catalogue.Spec;
import dev.ferrule.quality.Quality.Examples;
import dev.ferrule.quality.Quality.Finding;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.Server;
import dev.ferrule.spec.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the operations of one spec one after the other. */
final class Inspection {

    /** Counts up whenever a spec may come to another report. */
    static final int RULES = 2;

    private static final int REMEMBERED_SUMMARIES = 50_000;
    private static final Pattern GENERIC = Pattern.compile(
            "(get|list|create|add|update|delete|remove|post|put|patch|read|find|retrieve|return|todo|tbd|summary|description"
                    + "|operation|endpoint|api|index|show|store|destroy|default|test)s?( (all|one|it|item|data|object|method))?");

    private final Spec spec;
    private final Places places = new Places();
    private final ServerLook servers = new ServerLook(places);
    private final Map<String, String> summaries = new HashMap<>();
    private int operations;

    Inspection(Spec spec) {
        this.spec = spec;
    }

    Places places() {
        return places;
    }

    void look(Operation operation) {
        operations++;
        String pointer = operation.pointer();
        String summary = text(operation.summary());
        if (summary.isEmpty() && text(operation.description()).isEmpty()) {
            places.add(Fault.SUMMARY_MISSING, pointer, null);
        } else if (GENERIC.matcher(summary).matches()) {
            places.add(Fault.SUMMARY_GENERIC, pointer, null);
        } else if (!summary.isEmpty() && summaries.size() < REMEMBERED_SUMMARIES) {
            String first = summaries.putIfAbsent(summary, pointer);
            if (first != null) {
                places.add(Fault.SUMMARY_AMBIGUOUS, pointer, "As " + first + ".");
            }
        }
        if (!operation.parameters().isEmpty()
                && operation.parameters().stream()
                        .allMatch(parameter -> text(parameter.description()).isEmpty())) {
            places.add(Fault.PARAMETERS_UNDESCRIBED, pointer, null);
        }
        boolean silent = operation.responses().stream()
                .filter(response ->
                        response.status().startsWith("2") && !response.status().equals("204"))
                .allMatch(response -> response.contents().stream()
                        .allMatch(content -> content.schema().isEmpty()));
        boolean nothing = operation.responses().stream()
                .anyMatch(response -> response.status().equals("204"));
        if (silent && !nothing) {
            places.add(Fault.ANSWER_WITHOUT_SCHEMA, pointer, null);
        }
        operation.servers().forEach(server -> servers.look(server, pointer));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT).replaceAll("[.!]+$", "");
    }

    Quality result(Examples examples) {
        ofDocument();
        List<Finding> findings = new ArrayList<>();
        double lost = 0;
        for (Fault fault : places.faults()) {
            double points = Math.round(fault.weight() * share(fault, examples) * 10) / 10.0;
            lost += points;
            findings.add(new Finding(
                    fault, fault.message(), places.count(fault), points, places.shown(fault), fault.remedy()));
        }
        findings.sort(Comparator.comparingDouble(Finding::lost).reversed());
        int score = operations == 0 ? 0 : (int) Math.max(0, Math.round(100 - lost));
        return new Quality(
                spec.id(),
                spec.org(),
                RULES,
                spec.title(),
                spec.version(),
                score,
                operations,
                examples,
                List.copyOf(findings));
    }

    /** How much of the spec is concerned: of its examples, servers or operations, or all of it. */
    private double share(Fault fault, Examples examples) {
        if (fault == Fault.SECURITY_MISSING || fault == Fault.SERVER_MISSING) {
            return 1;
        }
        int all = fault == Fault.EXAMPLE_BROKEN
                ? examples.checked()
                : fault.isOfServers() ? servers.looked() : operations;
        return Math.min(1, (double) places.count(fault) / Math.max(1, all));
    }

    private void ofDocument() {
        if (spec.securitySchemes().isEmpty()) {
            places.add(Fault.SECURITY_MISSING, "#", null);
        }
        int number = 0;
        for (Server server : spec.servers()) {
            boolean swagger = spec.format().startsWith("swagger");
            servers.look(server, swagger ? "#/host" : "#/servers/" + number++ + "/url");
        }
        if (servers.looked() == 0) {
            places.add(Fault.SERVER_MISSING, "#", null);
        }
        for (Warning warning : spec.warnings()) {
            switch (warning.code()) {
                case "reference-unresolved", "reference-external" -> warned(Fault.REFERENCE_UNRESOLVED, warning);
                case "operation-id-missing" -> warned(Fault.OPERATION_ID_MISSING, warning);
                default -> {
                    continue;
                }
            }
        }
    }

    /** The reader names a few places and counts the rest: "… and the same in 7 more places." */
    private void warned(Fault fault, Warning warning) {
        if (warning.pointer().isEmpty()) {
            String number = warning.message().replaceAll("\\D", "");
            places.add(fault, number.isEmpty() || number.length() > 8 ? 1 : Integer.parseInt(number));
        } else {
            places.add(fault, warning.pointer(), fault == Fault.REFERENCE_UNRESOLVED ? warning.message() : null);
        }
    }
}
