package dev.ferrule.connector;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows the connections that templates point to. Implemented by whoever keeps them; this package only shows them. */
public interface LinkedConnections {

    /** By template id; those whose connection is gone are left out. */
    Map<String, Linked> of(String org, List<Link> links);

    /** The same in short, by connection id; those that are gone are left out. */
    Map<String, Standing> standings(String org, List<String> connectionIds);

    /** @param status as {@link Linked#status} */
    record Standing(String authType, String status) {}

    /** How the end users of a template stand. */
    EndUsers endUsers(String org, String templateId);

    /** The template is gone: what end users gave for it is wiped. */
    void forgetTemplate(String org, String templateId);

    /** Names of the connections of a connector, for the person who wanted to delete it. */
    List<String> ofConnector(String org, String connectorId);

    /** The connector is gone: what was kept for connections to come goes too. */
    void forget(String org, String connectorId);

    /** The same for one auth method; connections that were made by it go on with what they have of it. */
    void forget(String org, String connectorId, String authMethodId);

    /** A template's choice, and the endpoints that it wants to call by it. */
    record Link(String templateId, String connectionId, List<Endpoint> endpoints) {}

    /**
     * What the Connect tab shows of a connection; never a credential.
     *
     * @param status {@code unchecked}, {@code connected}, {@code failing} or {@code reconnect}
     * @param grantedScopes null: nobody said
     * @param missingScopes exactly the endpoints that cannot be called by the scopes that were granted
     * @param authMethodChange what the method's present state would do to it: {@code none}, {@code compatible}, {@code
     *     needs_refresh} or {@code needs_reconnect}
     */
    record Linked(
            String id,
            String name,
            String authMethodId,
            String authType,
            @Nullable String baseUrl,
            String status,
            @Nullable String statusReason,
            @Nullable List<String> grantedScopes,
            @Nullable Instant expiresAt,
            @Nullable Instant checkedAt,
            List<MissingScopes> missingScopes,
            String authMethodChange) {}

    /**
     * @param connected end users that have a connection for the template
     * @param needAttention those of them whose system takes the credentials no more, or whose last check failed
     */
    record EndUsers(long connected, long needAttention) {}

    record MissingScopes(String endpointId, List<String> scopes) {}
}
