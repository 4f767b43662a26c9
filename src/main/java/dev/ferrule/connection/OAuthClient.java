package dev.ferrule.connection;

import java.util.List;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * The client that a system knows an organisation as, kept for all logins by an auth method. A connection takes a copy, so
 * that another client later does not break it.
 *
 * @param id of connector and auth method
 */
@Document("oauthClients")
record OAuthClient(@MongoId String id, String org, String connectorId, List<SealedValue> credentials) {

    static String idOf(String connectorId, String authMethodId) {
        return connectorId + ":" + authMethodId;
    }
}
