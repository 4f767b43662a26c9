package dev.ferrule.connector;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.spec.Operation;
import java.time.Instant;
import java.util.List;

/** Made-up things that a plan may want. */
final class Samples {

    static final Instant INGESTED = Instant.parse("2026-01-02T03:04:05.678Z");

    private Samples() {}

    static Endpoint endpoint(String method, String path) {
        return endpoint(method, path, "spec-1", INGESTED);
    }

    static Endpoint endpoint(String method, String path, String specId, Instant ingestedAt) {
        String pointer = "#/paths/" + path.replace("/", "~1") + "/" + method.toLowerCase();
        Operation operation = new Operation(
                method.toLowerCase() + path,
                method,
                path,
                "The " + path + " of " + specId,
                null,
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                false,
                pointer);
        return Endpoint.of(operation, specId, "hash-of-" + specId, ingestedAt);
    }

    static AuthMethod oauth2(String... scopes) {
        return new AuthMethod(
                "oauth2-authorization_code",
                "oauth2",
                null,
                null,
                null,
                "authorization_code",
                "https://northcart.example/authorize",
                "https://northcart.example/token",
                null,
                List.of(scopes),
                List.of(),
                true,
                0.97,
                List.of(),
                List.of(),
                null);
    }

    static AuthMethod apiKey() {
        return new AuthMethod(
                "api_key-header-x_api_key",
                "api_key",
                "header",
                "X-Api-Key",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                false,
                0.9,
                List.of(),
                List.of(),
                null);
    }

    /** Something wanted of a shop, with OAuth and one scope. */
    static Wanted wanted(String systemKey, String scope, Endpoint... endpoints) {
        return new Wanted(
                systemKey,
                "Northcart",
                "northcart.example",
                "https://{store}.northcart.example/v1/",
                List.of(oauth2(scope), apiKey()),
                "oauth2-authorization_code",
                List.of(endpoints),
                List.of());
    }
}
