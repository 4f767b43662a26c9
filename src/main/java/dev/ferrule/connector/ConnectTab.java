package dev.ferrule.connector;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ferrule.auth.AuthMethod;
import dev.ferrule.connector.LinkedConnections.EndUsers;
import dev.ferrule.connector.LinkedConnections.Linked;
import dev.ferrule.connector.LinkedConnections.Standing;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All that the Connect tab of an integration shows, in one answer. */
record ConnectTab(Integration integration, List<Row> templates) {

    /**
     * One template with what it works with: its pinned revision, or the draft.
     *
     * @param connector null when the connector is gone
     * @param endpoints those that the template names
     * @param missingEndpointIds named by the template, but no longer there
     * @param authMethods all that the system offers
     * @param authMethod the chosen one
     * @param connection the one that this integration uses; null: none
     * @param endUsers of an embedded template; null: it is none
     * @param baseUrl the template's, else the connector's
     */
    record Row(
            Template template,
            @Nullable System connector,
            List<Endpoint> endpoints,
            List<String> missingEndpointIds,
            List<AuthMethod> authMethods,
            @Nullable AuthMethod authMethod,
            @Nullable Linked connection,
            @Nullable EndUsers endUsers,
            @Nullable String baseUrl,
            State state) {}

    /** The central connector in short; a {@code publishedRevision} above the pinned one can be moved to. */
    record System(
            String id,
            String systemKey,
            String name,
            @Nullable String domain,
            @Nullable Integer publishedRevision,
            boolean draftDiffers) {}

    enum State {
        CONNECTOR_MISSING,
        /** Every end user connects. */
        EMBEDDED,
        /** It goes without authentication: by choice, or because the method is {@code none}. */
        BYPASSED,
        NEEDS_AUTH_METHOD,
        NEEDS_CONNECTION,
        CONNECTED,
        /** The last check of the connection failed. */
        FAILING,
        /** The system takes the credentials no more. */
        NEEDS_RECONNECT;

        /**
         * The state of a template whose connector is there.
         *
         * @param methodType of the chosen auth method; null: none is chosen, or it is gone
         */
        static State of(Template template, @Nullable String methodType, @Nullable Standing connection) {
            if (template.embedded()) {
                return EMBEDDED;
            }
            if (template.goesWithout()) {
                return BYPASSED;
            }
            if (connection != null) {
                return connection.authType().equals("none")
                        ? BYPASSED
                        : switch (connection.status()) {
                            case "failing" -> FAILING;
                            case "reconnect" -> NEEDS_RECONNECT;
                            default -> CONNECTED;
                        };
            }
            if (methodType == null) {
                return NEEDS_AUTH_METHOD;
            }
            return methodType.equals("none") ? BYPASSED : NEEDS_CONNECTION;
        }

        /** Whether the template can be used as it is. */
        boolean isReady() {
            return this == EMBEDDED || this == BYPASSED || this == CONNECTED;
        }

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
