package dev.ferrule.connector;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a connector says about its system: the part that a draft and a revision share. Endpoints are sorted by path and
 * auth methods by id, so that two definitions with the same content are equal however they came about.
 *
 * @param baseUrl absolute, perhaps with {@code {variables}}; null: every connection gives its own
 */
public record Definition(
        String name,
        @Nullable String domain,
        @Nullable String baseUrl,
        List<AuthMethod> authMethods,
        List<Endpoint> endpoints) {

    static final int MAX_ENDPOINTS = 2_000;
    static final int MAX_AUTH_METHODS = 50;

    /** In characters, of everything together: well below the 16 MB that one document may have. */
    static final int MAX_WEIGHT = 2_000_000;

    public Definition {
        authMethods = authMethods.stream()
                .sorted(Comparator.comparing(AuthMethod::id))
                .toList();
        endpoints = endpoints.stream()
                .sorted(Comparator.comparing(Endpoint::path)
                        .thenComparing(Endpoint::method)
                        .thenComparing(Endpoint::id))
                .toList();
    }

    public Optional<Endpoint> endpoint(String id) {
        return endpoints.stream().filter(e -> e.id().equals(id)).findFirst();
    }

    public Optional<AuthMethod> authMethod(String id) {
        return authMethods.stream().filter(m -> m.id().equals(id)).findFirst();
    }

    /** What is wanted when there is no connector for it yet. */
    static Definition of(Wanted wanted) {
        return new Definition(wanted.name(), wanted.domain(), wanted.usableBaseUrl(), List.of(), List.of())
                .merge(wanted);
    }

    /**
     * This and what is wanted: endpoints and auth methods are united and scopes added; nothing is dropped, and what is
     * there stays as it is, since people edit it. Merging the same twice, or two in either order, comes to the same set
     * of endpoints, auth methods and scopes.
     */
    Definition merge(Wanted wanted) {
        return new Definition(
                name,
                domain == null ? wanted.domain() : domain,
                baseUrl == null ? wanted.usableBaseUrl() : baseUrl,
                union(authMethods, wanted.authMethods(), AuthMethod::id, Definition::withScopesOf),
                union(endpoints, wanted.endpoints(), Endpoint::id, Endpoint::merge));
    }

    /** Whether merging would change nothing. */
    boolean covers(Wanted wanted) {
        return merge(wanted).equals(this);
    }

    Definition withAuthMethods(List<AuthMethod> changed) {
        return new Definition(name, domain, baseUrl, changed, endpoints);
    }

    Definition withEndpoints(List<Endpoint> changed) {
        return new Definition(name, domain, baseUrl, authMethods, changed);
    }

    /** What this has over {@code before}, in words for a person; empty when they are equal. */
    List<String> changesSince(Definition before) {
        List<String> changes = new ArrayList<>();
        List<String> added = endpoints.stream()
                .filter(e -> before.endpoint(e.id()).isEmpty())
                .map(e -> e.method() + " " + e.path())
                .toList();
        if (!added.isEmpty()) {
            String shown = String.join(", ", added.subList(0, Math.min(added.size(), 5)));
            changes.add("added " + shown + (added.size() > 5 ? " and " + (added.size() - 5) + " more" : ""));
        }
        for (Endpoint endpoint : endpoints) {
            Optional<Endpoint> old = before.endpoint(endpoint.id());
            if (old.isPresent() && !old.get().equals(endpoint)) {
                changes.add("changed " + endpoint.method() + " " + endpoint.path());
            }
        }
        for (AuthMethod method : authMethods) {
            Optional<AuthMethod> old = before.authMethod(method.id());
            if (old.isEmpty()) {
                changes.add("added auth method " + method.id());
            } else if (!old.get().equals(method)) {
                changes.add("changed auth method " + method.id());
            }
        }
        if (changes.isEmpty() && !equals(before)) {
            changes.add("changed name, domain, base URL or what it has");
        }
        return changes;
    }

    /** Refuses what would not fit into one document. */
    Definition checkSize() {
        int weight = weight();
        if (endpoints.size() > MAX_ENDPOINTS || authMethods.size() > MAX_AUTH_METHODS || weight > MAX_WEIGHT) {
            throw new Problem(
                    Problem.Kind.TOO_LARGE,
                    "connector-too-large",
                    "A connector may have " + MAX_ENDPOINTS + " endpoints and " + MAX_AUTH_METHODS
                            + " auth methods, and " + MAX_WEIGHT + " characters in all: '" + name + "' would have "
                            + endpoints.size() + " endpoints, " + authMethods.size() + " auth methods and " + weight
                            + " characters.");
        }
        return this;
    }

    /** In characters, roughly. */
    int weight() {
        return toString().length();
    }

    private static AuthMethod withScopesOf(AuthMethod own, AuthMethod other) {
        List<String> here = own.operations();
        List<String> there = other.operations();
        return own.with(both(own.scopes(), other.scopes()), both(own.together(), other.together()), own.recommended())
                .signing(
                        own.oauth1(),
                        own.hmac(),
                        own.aws(),
                        own.session(),
                        here == null || there == null ? null : both(here, there));
    }

    private static List<String> both(List<String> own, List<String> other) {
        return own.containsAll(other)
                ? own
                : List.copyOf(new TreeSet<>(
                        Stream.concat(own.stream(), other.stream()).toList()));
    }

    private static <T> List<T> union(List<T> own, List<T> other, Function<T, String> id, Merge<T> merge) {
        Map<String, T> all = new LinkedHashMap<>();
        own.forEach(item -> all.put(id.apply(item), item));
        other.forEach(item -> all.merge(id.apply(item), item, merge::merge));
        return List.copyOf(all.values());
    }

    private interface Merge<T> {
        T merge(T own, T other);
    }
}
