package dev.ferrule.connection;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gives to begin a login.
 *
 * @param scopes to ask for; null: those of the auth method
 * @param returnTo where the browser goes afterwards: a path of this service
 * @param credentials the client, where none is kept for the auth method, or another one shall be used
 * @param connectionId a connection that is there and shall be connected anew
 */
record LoginForm(
        @Nullable String authMethodId,
        @Nullable String name,
        @Nullable List<@Nullable String> scopes,
        @Nullable String returnTo,
        @Nullable String baseUrl,
        @Nullable Map<String, @Nullable String> variables,
        @Nullable Map<String, @Nullable String> credentials,
        @Nullable String connectionId) {

    @Override
    public String toString() {
        return "login form";
    }
}
