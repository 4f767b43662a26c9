package dev.ferrule.connection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gives to connect.
 *
 * @param baseUrl instead of the connector's
 * @param variables what stands for {variables} in the connector's addresses
 * @param credentials by the names that the auth method wants
 */
public record ConnectionForm(
        @Nullable String name,
        @Nullable String authMethodId,
        @Nullable String baseUrl,
        @Nullable Map<String, @Nullable String> variables,
        @Nullable Map<String, @Nullable String> credentials) {

    @Override
    public String toString() {
        return "connection form";
    }
}
