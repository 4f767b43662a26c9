package dev.ferrule.drift;

import dev.ferrule.catalogue.Spec;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.SecurityRequirement;
import dev.ferrule.spec.SecurityScheme;
import dev.ferrule.spec.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Compares what an operation, or a document as a whole, wants of whoever calls. */
final class SecurityComparison {

    private SecurityComparison() {}

    static List<Change> of(Operation old, Operation now) {
        List<Change> changes = new ArrayList<>();
        String pointer = now.pointer() + "/security";
        List<SecurityRequirement> before = old.security();
        List<SecurityRequirement> after = now.security();
        if (before.equals(after)) {
            return changes;
        }
        if (after.isEmpty()) {
            changes.add(Change.compatible("auth-changed", pointer, "It declares no authentication any more."));
            return changes;
        }
        if (before.isEmpty()) {
            changes.add(Change.breaking("auth-changed", pointer, "It wants " + words(after) + " now."));
            return changes;
        }
        int lost = 0;
        for (SecurityRequirement one : before) {
            if (after.stream().noneMatch(other -> isEnough(one, other))) {
                lost++;
                boolean scopes = after.stream()
                        .anyMatch(other ->
                                other.schemes().keySet().equals(one.schemes().keySet()));
                changes.add(Change.breaking(
                        scopes ? "scopes-changed" : "auth-changed",
                        pointer,
                        words(List.of(one)) + " is not enough any more: it wants " + words(after) + "."));
            }
        }
        if (lost == 0) {
            changes.add(Change.compatible("auth-changed", pointer, "It also takes " + words(after) + " now."));
        }
        return changes;
    }

    /** Whether who has what was wanted has what is wanted. */
    private static boolean isEnough(SecurityRequirement had, SecurityRequirement wanted) {
        return wanted.schemes().entrySet().stream().allMatch(entry -> {
            List<String> scopes = had.schemes().get(entry.getKey());
            return scopes != null && scopes.containsAll(entry.getValue());
        });
    }

    private static String words(List<SecurityRequirement> any) {
        List<String> texts = new ArrayList<>();
        for (SecurityRequirement one : any.subList(0, Math.min(5, any.size()))) {
            List<String> all = new ArrayList<>();
            one.schemes()
                    .forEach((name, scopes) -> all.add(name + (scopes.isEmpty() ? "" : " " + new TreeSet<>(scopes))));
            texts.add(all.isEmpty() ? "nothing" : String.join(" with ", all));
        }
        return String.join(" or ", texts);
    }

    /** What is said for all operations at once. */
    static List<Change> of(Spec old, Spec now) {
        List<Change> changes = new ArrayList<>();
        List<String> before = old.servers().stream().map(Server::url).toList();
        List<String> after = now.servers().stream().map(Server::url).toList();
        if (!before.equals(after)) {
            boolean kept = !before.isEmpty() && after.contains(before.get(0));
            String message = "The API is served at " + shown(after) + ", and was at " + shown(before) + ".";
            changes.add(
                    kept
                            ? Change.compatible("server-changed", "#/servers", message)
                            : Change.breaking("server-changed", "#/servers", message));
        }
        for (SecurityScheme scheme : old.securitySchemes()) {
            SecurityScheme same = now.securitySchemes().stream()
                    .filter(other -> other.name().equals(scheme.name()))
                    .findFirst()
                    .orElse(null);
            String name = "The security scheme '" + scheme.name() + "'";
            if (same == null) {
                changes.add(Change.breaking("auth-scheme-removed", scheme.pointer(), name + " is gone."));
            } else if (!isSame(scheme, same)) {
                changes.add(Change.breaking("auth-scheme-changed", same.pointer(), name + " works in another way."));
            }
        }
        return changes;
    }

    private static boolean isSame(SecurityScheme a, SecurityScheme b) {
        return a.type().equals(b.type())
                && Objects.equals(a.in(), b.in())
                && Objects.equals(a.parameterName(), b.parameterName())
                && Objects.equals(a.scheme(), b.scheme())
                && Objects.equals(a.openIdConnectUrl(), b.openIdConnectUrl())
                && flows(a).equals(flows(b));
    }

    /** Without the scopes, which matter where an operation wants them. */
    private static List<String> flows(SecurityScheme scheme) {
        return scheme.flows().stream()
                .map(flow -> flow.kind() + " " + flow.authorizationUrl() + " " + flow.tokenUrl())
                .sorted()
                .toList();
    }

    private static String shown(List<String> urls) {
        return urls.isEmpty() ? "no address" : String.join(", ", urls.subList(0, Math.min(3, urls.size())));
    }
}
