package dev.ferrule.drift;

import dev.ferrule.drift.FlatSchema.Located;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares one operation of two versions of a spec: exactly, by its contracts. */
final class OperationComparison {

    /** Enough to see what happened; the worst of them count. */
    private static final int MOST = 100;

    private final Operation old;
    private final Operation now;
    private final Contract before;
    private final Contract after;
    private final List<Change> changes = new ArrayList<>();

    private OperationComparison(Operation old, Operation now, Contract before, Contract after) {
        this.old = old;
        this.now = now;
        this.before = before;
        this.after = after;
    }

    /** The worst first; never empty: what no rule here knows is told as a change of words. */
    static List<Change> of(Operation old, Operation now, Contract before, Contract after) {
        OperationComparison comparison = new OperationComparison(old, now, before, after);
        comparison.words();
        comparison.parameters();
        comparison.body();
        comparison.responses();
        comparison.changes.addAll(SecurityComparison.of(old, now));
        if (before.cut() || after.cut()) {
            comparison.add(
                    "schema-too-large",
                    Severity.UNKNOWN,
                    after.pointer(),
                    "The operation's schemas are more than can be compared as a whole.");
        }
        if (comparison.changes.isEmpty()) {
            comparison.add(
                    "details-changed",
                    Severity.DOCUMENTATION,
                    after.pointer(),
                    "Something changed that no call depends on, such as an example.");
        }
        return comparison.changes.stream()
                .distinct()
                .sorted((a, b) -> b.severity().compareTo(a.severity()))
                .limit(MOST)
                .toList();
    }

    private void words() {
        String at = now.pointer();
        if (!Objects.equals(old.summary(), now.summary())) {
            add("summary-changed", Severity.DOCUMENTATION, at + "/summary", "The summary has other words.");
        }
        if (!Objects.equals(old.description(), now.description())) {
            add("description-changed", Severity.DOCUMENTATION, at + "/description", "The description has other words.");
        }
        if (!old.tags().equals(now.tags())) {
            add("tags-changed", Severity.DOCUMENTATION, at + "/tags", "It is filed under other tags.");
        }
        if (!old.operationId().equals(now.operationId())) {
            String message = "It is called " + now.operationId() + " now, and was " + old.operationId() + ".";
            add("operation-id-changed", Severity.COMPATIBLE, at + "/operationId", message);
        }
        if (!old.deprecated() && now.deprecated()) {
            add("operation-deprecated", Severity.COMPATIBLE, at + "/deprecated", "The operation is deprecated now.");
        }
        if (!urls(old).equals(urls(now))) {
            add(
                    "server-changed",
                    urls(now).containsAll(urls(old)) && !urls(old).isEmpty() ? Severity.COMPATIBLE : Severity.BREAKING,
                    at + "/servers",
                    "The operation is served elsewhere.");
        }
    }

    private static List<String> urls(Operation operation) {
        return operation.servers().stream().map(server -> server.url()).toList();
    }

    private void parameters() {
        Map<String, Contract.Parameter> olds = byName(before);
        Map<String, Contract.Parameter> news = byName(after);
        List<String> renamed = new ArrayList<>();
        if (!before.path().equals(after.path())) {
            renamed(olds, news, renamed);
        }
        olds.forEach((name, parameter) -> {
            Contract.Parameter fresh = news.get(name);
            if (fresh != null) {
                parameter(parameter, fresh);
            } else if (!renamed.contains(name)) {
                add(
                        "parameter-removed",
                        Severity.BREAKING,
                        parameter.pointer(),
                        "The " + named(parameter) + " is gone.");
            }
        });
        news.forEach((name, parameter) -> {
            if (!olds.containsKey(name) && !renamed.contains(name)) {
                boolean required = parameter.required();
                add(
                        required ? "required-parameter-added" : "parameter-added",
                        required ? Severity.BREAKING : Severity.COMPATIBLE,
                        parameter.pointer(),
                        "The " + named(parameter) + " is new" + (required ? " and required." : "."));
            }
        });
    }

    /** In another path, parameters of the path belong together by their place, if both have as many. */
    private void renamed(
            Map<String, Contract.Parameter> olds, Map<String, Contract.Parameter> news, List<String> renamed) {
        List<String> from = Paths.variables(before.path());
        List<String> to = Paths.variables(after.path());
        for (int i = 0; i < from.size() && from.size() == to.size(); i++) {
            Contract.Parameter a = olds.get("path " + from.get(i));
            Contract.Parameter b = news.get("path " + to.get(i));
            if (a != null && b != null && !a.name().equals(b.name())) {
                renamed.add("path " + a.name());
                renamed.add("path " + b.name());
                String message =
                        "The path parameter '" + a.name() + "' is called '" + b.name() + "' now: give it by that name.";
                add("path-parameter-renamed", Severity.COMPATIBLE, b.pointer(), message);
                parameter(a, b);
            }
        }
    }

    private void parameter(Contract.Parameter a, Contract.Parameter b) {
        if (a.required() != b.required()) {
            boolean now = b.required();
            add(
                    now ? "parameter-became-required" : "parameter-became-optional",
                    now ? Severity.BREAKING : Severity.COMPATIBLE,
                    b.pointer(),
                    "The " + named(b) + (now ? " is required now." : " may be left out now."));
        }
        if (!a.style().equals(b.style())
                || a.explode() != b.explode()
                || !Objects.equals(a.mediaType(), b.mediaType())) {
            add(
                    "parameter-style-changed",
                    Severity.BREAKING,
                    b.pointer(),
                    "The " + named(b) + " is written in another way.");
        }
        if (!a.deprecated() && b.deprecated()) {
            add("parameter-deprecated", Severity.COMPATIBLE, b.pointer(), "The " + named(b) + " is deprecated now.");
        }
        if (!Objects.equals(a.description(), b.description())) {
            add(
                    "description-changed",
                    Severity.DOCUMENTATION,
                    b.pointer(),
                    "The " + named(b) + " is described in other words.");
        }
        schemas(Side.REQUEST, a.schema(), a.pointer() + "/schema", b.schema(), b.pointer() + "/schema", b.name());
    }

    private static String named(Contract.Parameter parameter) {
        return parameter.in() + " parameter '" + parameter.name() + "'";
    }

    private static Map<String, Contract.Parameter> byName(Contract contract) {
        return contract.parameters().stream()
                .collect(Collectors.toMap(
                        one -> one.in() + " "
                                + (one.in().equals("header") ? one.name().toLowerCase(Locale.ROOT) : one.name()),
                        Function.identity(),
                        (first, second) -> first,
                        java.util.LinkedHashMap::new));
    }

    private void body() {
        Contract.Body a = before.body();
        Contract.Body b = after.body();
        if (a == null && b != null) {
            boolean required = b.required();
            add(
                    required ? "request-body-required" : "request-body-added",
                    required ? Severity.BREAKING : Severity.COMPATIBLE,
                    b.pointer(),
                    required ? "A body is required now." : "It takes a body now.");
        } else if (a != null && b == null) {
            add("request-body-removed", Severity.BREAKING, a.pointer(), "It takes no body any more.");
        } else if (a != null && b != null) {
            if (a.required() != b.required()) {
                add(
                        b.required() ? "request-body-required" : "request-body-optional",
                        b.required() ? Severity.BREAKING : Severity.COMPATIBLE,
                        b.pointer(),
                        b.required() ? "The body is required now." : "The body may be left out now.");
            }
            contents(Side.REQUEST, a.contents(), a.pointer(), b.contents(), b.pointer());
        }
    }

    private void responses() {
        for (Contract.Response a : before.responses()) {
            Optional<Contract.Response> same = find(after, a.status());
            if (same.isPresent()) {
                Contract.Response b = same.get();
                if (!Objects.equals(a.description(), b.description())) {
                    String message = "The answer " + a.status() + " is described in other words.";
                    add("description-changed", Severity.DOCUMENTATION, b.pointer(), message);
                }
                contents(Side.RESPONSE, a.contents(), a.pointer(), b.contents(), b.pointer());
            } else {
                boolean good = a.status().startsWith("2") || a.status().startsWith("3");
                Severity severity = good ? Severity.BREAKING : Severity.COMPATIBLE;
                add("status-removed", severity, a.pointer(), "The answer " + a.status() + " is gone.");
            }
        }
        for (Contract.Response b : after.responses()) {
            if (find(before, b.status()).isEmpty()) {
                add("status-added", Severity.COMPATIBLE, b.pointer(), "The answer " + b.status() + " is new.");
            }
        }
    }

    private static Optional<Contract.Response> find(Contract contract, String status) {
        return contract.responses().stream()
                .filter(response -> response.status().equalsIgnoreCase(status))
                .findFirst();
    }

    private void contents(Side side, List<Contract.Content> olds, String from, List<Contract.Content> news, String to) {
        for (Contract.Content a : olds) {
            Contract.Content b = news.stream()
                    .filter(one -> one.mediaType().equalsIgnoreCase(a.mediaType()))
                    .findFirst()
                    .orElse(null);
            String place = "/content/" + a.mediaType().replace("/", "~1");
            if (b == null) {
                String message = "The media type " + a.mediaType() + " is gone.";
                add(side.code("media-type-removed"), Severity.BREAKING, from + place, message);
            } else {
                schemas(side, a.schema(), from + place + "/schema", b.schema(), to + place + "/schema", "");
            }
        }
        for (Contract.Content b : news) {
            if (olds.stream().noneMatch(one -> one.mediaType().equalsIgnoreCase(b.mediaType()))) {
                String message = "The media type " + b.mediaType() + " is new.";
                add(side.code("media-type-added"), Severity.COMPATIBLE, to, message);
            }
        }
    }

    private void schemas(Side side, Map<String, Object> a, String from, Map<String, Object> b, String to, String name) {
        new SchemaComparison(before.defs(), after.defs(), side, changes::add)
                .compare(new Located(a, from), new Located(b, to), name);
    }

    private void add(String code, Severity severity, String pointer, String message) {
        changes.add(new Change(code, severity, pointer, message));
    }
}
