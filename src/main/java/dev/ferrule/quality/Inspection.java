package dev.ferrule.quality;

import dev.ferrule.catalogue.Spec;
import dev.ferrule.quality.Quality.Finding;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.Server;
import dev.ferrule.spec.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the operations of one spec one after the other. */
final class Inspection {

    private static final int SHOWN = 10;
    private static final int REMEMBERED_SUMMARIES = 50_000;
    private static final Pattern GENERIC = Pattern.compile(
            "(get|list|create|add|update|delete|remove|post|put|patch|read|find|retrieve|return|todo|tbd|summary|description"
                    + "|operation|endpoint|api|index|show|store|destroy|default|test)s?( (all|one|it|item|data|object|method))?");
    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?i).*(localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|example\\.(com|org|net)"
                    + "|\\.(local|test|invalid|internal)\\b|petstore\\.swagger|your[-_.]|<|changeme|todo).*");

    private final Spec spec;
    private final Map<Fault, Places> places = new EnumMap<>(Fault.class);
    private final Map<String, String> summaries = new HashMap<>();
    private int operations;

    Inspection(Spec spec) {
        this.spec = spec;
    }

    private static final class Places {
        final List<String> shown = new ArrayList<>();
        int count;
    }

    void look(Operation operation) {
        operations++;
        String pointer = operation.pointer();
        String summary = text(operation.summary());
        if (summary.isEmpty() && text(operation.description()).isEmpty()) {
            add(Fault.SUMMARY_MISSING, pointer);
        } else if (GENERIC.matcher(summary).matches()) {
            add(Fault.SUMMARY_GENERIC, pointer);
        } else if (!summary.isEmpty()
                && summaries.size() < REMEMBERED_SUMMARIES
                && summaries.putIfAbsent(summary, pointer) != null) {
            add(Fault.SUMMARY_AMBIGUOUS, pointer);
        }
        if (!operation.parameters().isEmpty()
                && operation.parameters().stream()
                        .allMatch(parameter -> text(parameter.description()).isEmpty())) {
            add(Fault.PARAMETERS_UNDESCRIBED, pointer);
        }
        boolean silent = operation.responses().stream()
                .filter(response ->
                        response.status().startsWith("2") && !response.status().equals("204"))
                .allMatch(response -> response.contents().stream()
                        .allMatch(content -> content.schema().isEmpty()));
        boolean nothing = operation.responses().stream()
                .anyMatch(response -> response.status().equals("204"));
        if (silent && !nothing) {
            add(Fault.ANSWER_WITHOUT_SCHEMA, pointer);
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT).replaceAll("[.!]+$", "");
    }

    private void add(Fault fault, String pointer) {
        Places known = places.computeIfAbsent(fault, first -> new Places());
        known.count++;
        if (known.shown.size() < SHOWN) {
            known.shown.add(pointer);
        }
    }

    Quality result() {
        ofDocument();
        List<Finding> findings = new ArrayList<>();
        double lost = 0;
        for (Map.Entry<Fault, Places> entry : places.entrySet()) {
            Fault fault = entry.getKey();
            Places found = entry.getValue();
            double share = ofWhole(fault) ? 1 : Math.min(1, (double) found.count / Math.max(1, operations));
            double points = Math.round(fault.weight() * share * 10) / 10.0;
            lost += points;
            findings.add(
                    new Finding(fault, fault.message(), found.count, points, List.copyOf(found.shown), fault.remedy()));
        }
        findings.sort(Comparator.comparingDouble(Finding::lost).reversed());
        int score = operations == 0 ? 0 : (int) Math.max(0, Math.round(100 - lost));
        return new Quality(spec.id(), spec.title(), score, operations, List.copyOf(findings));
    }

    private static boolean ofWhole(Fault fault) {
        return fault == Fault.SECURITY_MISSING || fault == Fault.SERVER_MISSING || fault == Fault.SERVER_PLACEHOLDER;
    }

    private void ofDocument() {
        if (spec.securitySchemes().isEmpty()) {
            add(Fault.SECURITY_MISSING, "#");
        }
        if (spec.servers().isEmpty()) {
            add(Fault.SERVER_MISSING, "#");
        } else if (spec.servers().stream()
                .map(Server::url)
                .allMatch(url -> PLACEHOLDER.matcher(url).matches())) {
            add(Fault.SERVER_PLACEHOLDER, "#");
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
            Places known = places.computeIfAbsent(fault, first -> new Places());
            known.count += number.isEmpty() || number.length() > 8 ? 1 : Integer.parseInt(number);
        } else {
            add(fault, warning.pointer());
        }
    }
}
