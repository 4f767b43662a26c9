package dev.ferrule.connection;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.CredentialField;
import dev.ferrule.connector.Connectors;
import dev.ferrule.problem.Problem;
import dev.ferrule.vault.SecretKeeper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Clients of auth methods: who we are to their authorization servers. */
@Component
class OAuthClients implements SecretKeeper {

    /** What of a login's credentials is the client's and not the user's. */
    private static final List<String> OF_CLIENT = List.of("clientId", "clientSecret", "privateKey", "keyId");

    private final MongoTemplate mongo;
    private final Secrets secrets;
    private final Connectors connectors;

    OAuthClients(MongoTemplate mongo, Secrets secrets, Connectors connectors) {
        this.mongo = mongo;
        this.secrets = secrets;
        this.connectors = connectors;
    }

    /** Keeps it for the logins to come. */
    void keep(String org, String connectorId, String authMethodId, @Nullable Map<String, @Nullable String> given) {
        AuthMethod method = connectors
                .get(org, connectorId)
                .definition()
                .authMethod(authMethodId)
                .orElseThrow(() -> Problem.notFound("auth method", authMethodId));
        Map<String, String> checked = CredentialRules.checked(fields(List.of(method)), given);
        String id = OAuthClient.idOf(connectorId, authMethodId);
        OAuthClient unused = mongo.save(new OAuthClient(id, org, connectorId, secrets.seal(org, id, checked)));
    }

    /** Names of what is kept of a client, never its values; empty: there is none. */
    List<String> kept(String org, String connectorId, String authMethodId) {
        if (connectors
                .get(org, connectorId)
                .definition()
                .authMethod(authMethodId)
                .isEmpty()) {
            throw Problem.notFound("auth method", authMethodId);
        }
        String id = OAuthClient.idOf(connectorId, authMethodId);
        OAuthClient client =
                mongo.findOne(Query.query(where("_id").is(id).and("org").is(org)), OAuthClient.class);
        return client == null
                ? List.of()
                : client.credentials().stream().map(SealedValue::name).toList();
    }

    void remove(String org, String connectorId, String authMethodId) {
        String id = OAuthClient.idOf(connectorId, authMethodId);
        mongo.remove(Query.query(where("_id").is(id).and("org").is(org)), OAuthClient.class);
    }

    void forget(String org, String connectorId) {
        mongo.remove(Query.query(where("org").is(org).and("connectorId").is(connectorId)), OAuthClient.class);
    }

    /** The client for a login: the one that is given with it, else the one that is kept, else a problem. */
    Map<String, String> forLogin(StoredConnection blank, @Nullable Map<String, @Nullable String> given) {
        Map<String, CredentialField> fields = fields(blank.methods());
        if (given != null && !given.isEmpty()) {
            return CredentialRules.checked(fields, given);
        }
        Map<String, String> credentials = new LinkedHashMap<>();
        String id = OAuthClient.idOf(blank.connectorId(), blank.method().id());
        OAuthClient kept =
                mongo.findOne(Query.query(where("_id").is(id).and("org").is(blank.org())), OAuthClient.class);
        if (kept != null) {
            credentials.putAll(secrets.open(kept.org(), kept.id(), kept.credentials()));
        }
        if (!credentials.containsKey("clientId")) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "oauth-client-missing",
                    "Register Ferrule with the system and give what it says: PUT /connectors/" + blank.connectorId()
                            + "/auth-methods/" + blank.method().id() + "/client {clientId, clientSecret}, or"
                            + " credentials with this request.");
        }
        return credentials;
    }

    private static Map<String, CredentialField> fields(List<AuthMethod> methods) {
        Map<String, CredentialField> fields = new LinkedHashMap<>(CredentialRules.fields(methods));
        fields.keySet().removeIf(name -> !OF_CLIENT.contains(name) && name.indexOf('.') < 0);
        if (fields.isEmpty()) {
            throw Problem.invalid("/authMethodId", "This auth method is no OAuth 2.0, so it has no client.");
        }
        return fields;
    }

    @Override
    public int sealAgain(String org) {
        List<OAuthClient> all = mongo.find(Query.query(where("org").is(org)), OAuthClient.class);
        int count = 0;
        for (OAuthClient client : all) {
            Map<String, String> open = secrets.open(org, client.id(), client.credentials());
            // Only over what was read: somebody may have given another client meanwhile.
            Query same =
                    Query.query(where("_id").is(client.id()).and("credentials").is(client.credentials()));
            mongo.updateFirst(
                    same, Update.update("credentials", secrets.seal(org, client.id(), open)), OAuthClient.class);
            count += open.size();
        }
        return count;
    }
}
