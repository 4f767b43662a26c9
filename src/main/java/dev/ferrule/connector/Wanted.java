package dev.ferrule.connector;

import dev.ferrule.auth.AuthMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan needs of one system.
 *
 * @param systemKey names the API, not its host: one host serves many, and one API may have many hosts
 * @param baseUrl as the spec gives it; one that is unusable counts as none
 * @param authMethods with the scopes that exactly these endpoints need
 * @param authMethodId the one that the plan chose among them
 * @param withdrawn ids of endpoints that an earlier state of the same plan wanted and this one does not: they leave the
 *     template, never the connector, which others may use
 */
public record Wanted(
        String systemKey,
        String name,
        @Nullable String domain,
        @Nullable String baseUrl,
        List<AuthMethod> authMethods,
        @Nullable String authMethodId,
        List<Endpoint> endpoints,
        List<String> withdrawn) {

    private static final int NAME_LENGTH = 200;

    public Wanted {
        // Titles come from specs as they are: a name of a connector is one short line.
        String line = name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        name = line.isEmpty() ? systemKey : Endpoint.cut(line, NAME_LENGTH);
        authMethods = List.copyOf(authMethods);
        endpoints = List.copyOf(endpoints);
        withdrawn = List.copyOf(withdrawn);
        String chosen = authMethodId;
        if (chosen != null
                && authMethods.stream().noneMatch(method -> method.id().equals(chosen))) {
            throw new IllegalArgumentException("'" + chosen + "' is none of the auth methods of " + systemKey);
        }
    }

    @Nullable
    String usableBaseUrl() {
        return BaseUrl.fromSpec(baseUrl, domain);
    }

    List<String> endpointIds() {
        return endpoints.stream().map(Endpoint::id).distinct().toList();
    }
}
