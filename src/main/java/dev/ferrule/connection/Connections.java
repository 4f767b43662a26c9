package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Templates;
import dev.ferrule.oauth.OAuthRefusal;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Service;

/** The connections of an organisation: made once for a connector, and used by any template of it. */
@Service
public class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final int NAME_LENGTH = 200;

    private final ConnectionStore store;
    private final Connectors connectors;
    private final Templates templates;
    private final Snapshots snapshots;
    private final Addresses addresses;
    private final Secrets secrets;
    private final Grants grants;

    Connections(
            ConnectionStore store,
            Connectors connectors,
            Templates templates,
            Snapshots snapshots,
            Addresses addresses,
            Secrets secrets,
            Grants grants) {
        this.store = store;
        this.connectors = connectors;
        this.templates = templates;
        this.snapshots = snapshots;
        this.addresses = addresses;
        this.secrets = secrets;
        this.grants = grants;
    }

    /** One of the organisation's own, or the problem {@code connection-not-found}; end users' have no id for callers. */
    public Connection get(String org, String id) {
        return store.get(org, id).shown();
    }

    StoredConnection create(String org, String connectorId, ConnectionForm form) {
        StoredConnection blank = blank(org, connectorId, form);
        String login = "POST /connectors/" + connectorId + "/oauth2/";
        return insert(filled(blank, form.credentials(), login));
    }

    /** With its credentials, checked and sealed; {@code login} is where to go when somebody must log in instead. */
    StoredConnection filled(StoredConnection blank, @Nullable Map<String, @Nullable String> given, String login) {
        Map<String, String> credentials = CredentialRules.checked(blank.methods(), given);
        String flow = String.valueOf(blank.method().flow());
        if (blank.usesOAuth()
                && !credentials.containsKey("refreshToken")
                && !List.of("client_credentials", "password", "jwt_bearer").contains(flow)) {
            throw new Problem(
                    Problem.Kind.INVALID,
                    "login-needed",
                    "This auth method wants somebody to log in: " + login
                            + (flow.equals("device_code") ? "device" : "authorize")
                            + ", or give a refreshToken that was got elsewhere.",
                    List.of(new Problem.Violation("/credentials/refreshToken", "There is none.")));
        }
        return with(blank, secrets.seal(blank.org(), blank.id(), credentials), TokenState.NONE, Status.UNCHECKED);
    }

    /** A connection with all but its credentials, checked; it is not stored. */
    StoredConnection blank(String org, String connectorId, ConnectionForm form) {
        Connector connector = connectors.get(org, connectorId);
        return blank(connector, connector.definition(), connector.definition().baseUrl(), null, form);
    }

    /**
     * @param definition what the template of an end user works with
     * @param baseUrl where the form gives none
     */
    StoredConnection blank(
            Connector connector,
            Definition definition,
            @Nullable String baseUrl,
            @Nullable Owner owner,
            ConnectionForm form) {
        String name = checkedName(form.name());
        AuthMethod method = Snapshots.method(definition, form.authMethodId());
        Map<String, String> variables = variables(form.variables());
        String url = addresses.baseUrl(baseUrl, form.baseUrl(), variables, method);
        Instant now = ConnectionStore.now();
        return new StoredConnection(
                owner == null ? new ObjectId().toHexString() : owner.connectionId(),
                connector.org(),
                owner,
                connector.id(),
                name,
                snapshots.take(definition, method, url, variables),
                List.of(),
                url,
                variables.entrySet().stream()
                        .map(variable -> new Variable(variable.getKey(), variable.getValue()))
                        .toList(),
                List.of(),
                TokenState.NONE,
                null,
                Status.UNCHECKED,
                null,
                null,
                0,
                now,
                now);
    }

    static StoredConnection with(
            StoredConnection blank, List<SealedValue> credentials, TokenState token, Status status) {
        return new StoredConnection(
                blank.id(),
                blank.org(),
                blank.owner(),
                blank.connectorId(),
                blank.name(),
                blank.methods(),
                blank.previousMethods(),
                blank.baseUrl(),
                blank.variables(),
                credentials,
                token,
                null,
                status,
                null,
                null,
                blank.version(),
                blank.createdAt(),
                blank.updatedAt());
    }

    /** Whoever removes the connector looks for connections last, and this for the connector: one of the two sees. */
    StoredConnection insert(StoredConnection connection) {
        StoredConnection made = store.insert(connection);
        try {
            Connector unused = connectors.get(made.org(), made.connectorId());
            return made;
        } catch (Problem gone) {
            StoredConnection unused = store.remove(made.org(), made.id(), null);
            throw gone;
        }
    }

    StoredConnection change(String org, String id, @Nullable String ifMatch, ConnectionPatch patch) {
        return store.change(org, id, ifMatch, connection -> {
            Update update = new Update();
            if (patch.name() != null) {
                update.set("name", checkedName(patch.name()));
            }
            if (patch.baseUrl() != null) {
                String url = addresses.baseUrl(null, patch.baseUrl(), Map.of(), connection.method());
                if (patch.credentials() == null) {
                    confirm(connection, url, patch.confirmHost());
                }
                update.set("baseUrl", url);
            }
            if (patch.credentials() != null) {
                Map<String, String> given = CredentialRules.checked(connection.methods(), patch.credentials());
                update.set("credentials", secrets.seal(org, id, given))
                        .set("token", next(connection.token()))
                        .unset("lease");
            }
            if (patch.credentials() != null || patch.baseUrl() != null) {
                update.set("status", Status.UNCHECKED).unset("statusReason").unset("lastCheck");
            }
            return update;
        });
    }

    /** No token, and whoever is just renewing the one before does not bring it back. */
    private static TokenState next(TokenState token) {
        return new TokenState(null, null, null, null, null, token.serial() + 1, null);
    }

    /**
     * Credentials are never read back; sending them to another host than they were given for would be a way to read them.
     */
    private static void confirm(StoredConnection connection, @Nullable String url, @Nullable String confirmed) {
        String host = host(url);
        if (!host.equals(host(connection.baseUrl())) && !host.equalsIgnoreCase(confirmed)) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "host-not-confirmed",
                    "The credentials were given for another host than '" + host
                            + "'. Give them again, or confirm that they shall go there by \"confirmHost\": \"" + host
                            + "\".");
        }
    }

    private static String host(@Nullable String url) {
        if (url == null) {
            return "";
        }
        String host = URI.create(url.replaceAll("[{}]", "")).getHost();
        return host == null ? "" : host.toLowerCase(java.util.Locale.ROOT);
    }

    /** Wipes the credentials, takes the connection out of templates, and gives OAuth's tokens back. */
    void remove(String org, String id, @Nullable String ifMatch) {
        StoredConnection known = store.get(org, id);
        StoredConnection removed = store.remove(org, known.id(), ifMatch);
        templates.unlink(org, id);
        giveBack(removed);
    }

    /** Gives OAuth's tokens back, as far as the server takes them; the connection itself is gone already. */
    void giveBack(StoredConnection removed) {
        if (!removed.usesOAuth()) {
            return;
        }
        try {
            Map<String, String> credentials = secrets.open(removed);
            grants.giveBack(removed.method(), credentials, secrets.refresh(removed), "refresh_token");
            grants.giveBack(removed.method(), credentials, secrets.access(removed), "access_token");
        } catch (OAuthRefusal | Problem e) {
            LOG.warn(
                    "The tokens of the deleted connection {} could not be given back: {}",
                    removed.id(),
                    e.getMessage());
        }
    }

    static String checkedName(@Nullable String given) {
        String name = given == null ? "" : given.strip();
        if (name.isEmpty() || name.length() > NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("/name", "A name is needed: 1 to " + NAME_LENGTH + " characters on one line.");
        }
        return name;
    }

    private static Map<String, String> variables(@Nullable Map<String, @Nullable String> given) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((name, value) -> {
                if (value != null && name.length() <= 100) {
                    variables.put(name, value);
                }
            });
        }
        if (variables.size() > 50) {
            throw Problem.invalid("/variables", "There may be 50 variables.");
        }
        return variables;
    }
}
