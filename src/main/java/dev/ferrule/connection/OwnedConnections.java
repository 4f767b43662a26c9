package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.CredentialField;
import dev.ferrule.auth.CredentialFields;
import dev.ferrule.connection.ConnectionStore.Part;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Template;
import dev.ferrule.connector.Templates;
import dev.ferrule.http.ETags;
import dev.ferrule.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Connections that end users bring: made, sealed, renewed, signed and checked by the code that does it for the
 * organisation's own, but in no list of those and under no id that a caller could use.
 */
@Service
public class OwnedConnections {

    private final Connections connections;
    private final OwnedStore store;
    private final ConnectionChecks checks;
    private final Connectors connectors;
    private final Templates templates;
    private final Logins logins;
    private final CodeLogins codes;

    OwnedConnections(
            Connections connections,
            OwnedStore store,
            ConnectionChecks checks,
            Connectors connectors,
            Templates templates,
            Logins logins,
            CodeLogins codes) {
        this.connections = connections;
        this.store = store;
        this.checks = checks;
        this.connectors = connectors;
        this.templates = templates;
        this.logins = logins;
        this.codes = codes;
    }

    /** @param version for ETags */
    public record Owned(Owner owner, Connection connection, long version) {}

    /**
     * What a person must give.
     *
     * @param login whether it is a login with the system in a browser; there are no fields then
     * @param fields as the auth method names them
     * @param variables of the addresses, such as {@code store}
     */
    public record Needed(
            AuthMethod method, boolean login, Map<String, CredentialField> fields, List<String> variables) {}

    /** Where a login goes on: {@code startUrl} binds it to the browser that opens it, and leads to the other. */
    public record Started(String authorizeUrl, String state, String startUrl) {}

    public Optional<Owned> find(String org, String templateId, String endUserId) {
        return store.find(org, templateId, endUserId).map(OwnedConnections::owned);
    }

    /** What the present state of the template's auth methods means for it. */
    public AuthMethodChange change(String org, Template template, String endUserId) {
        Definition definition = templates.definition(connectors.get(org, template.connectorId()), template);
        return store.find(org, template.id(), endUserId)
                .map(connection -> AuthMethodChange.of(connection, definition))
                .orElse(AuthMethodChange.NONE);
    }

    /** Makes it or replaces the one that is there; {@code form.name} is for messages. */
    public Owned connect(String org, Owner owner, Template template, ConnectionForm form) {
        StoredConnection blank = blank(org, owner, template, form);
        if (CredentialFields.flow(blank.method()).equals("device_code")
                && (form.credentials() == null || form.credentials().get("refreshToken") == null)) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "login-not-offered",
                    "End users cannot log in on another device yet: give a refreshToken that was got elsewhere.");
        }
        String login = "POST /templates/" + template.id() + "/end-users/" + owner.endUserId() + "/oauth2/";
        return owned(store.put(connections.filled(blank, form.credentials(), login)));
    }

    /**
     * Begins a login by the client that the organisation keeps for the auth method.
     *
     * @param base address of this service, as browsers know it
     * @param returnTo path of this service; kept sealed, since it may let somebody in
     */
    public Started login(
            String org, Owner owner, Template template, ConnectionForm form, String base, @Nullable String returnTo) {
        Definition definition = templates.definition(connectors.get(org, template.connectorId()), template);
        String baseUrl = form.baseUrl() == null ? baseUrl(template, definition) : form.baseUrl();
        ClientHosts.check(Snapshots.method(definition, form.authMethodId()), baseUrl);
        CodeLogins.Begun begun =
                codes.begin(logins.begin(blank(org, owner, template, form), "authorization_code"), base, returnTo);
        return new Started(begun.authorizeUrl(), begun.state(), begun.startUrl());
    }

    private StoredConnection blank(String org, Owner owner, Template template, ConnectionForm form) {
        Connector connector = connectors.get(org, template.connectorId());
        Definition definition = templates.definition(connector, template);
        return connections.blank(connector, definition, baseUrl(template, definition), owner, form);
    }

    private static @Nullable String baseUrl(Template template, Definition definition) {
        return template.baseUrl() == null ? definition.baseUrl() : template.baseUrl();
    }

    public Needed needed(String org, Template template, String authMethodId) {
        Definition definition = templates.definition(connectors.get(org, template.connectorId()), template);
        AuthMethod method = Snapshots.method(definition, authMethodId);
        List<AuthMethod> all = Snapshots.withCompany(definition, method);
        boolean login = StoredConnection.isOAuth(method)
                && CredentialFields.flow(method).equals("authorization_code");
        return new Needed(
                method,
                login,
                login ? Map.of() : CredentialRules.fields(all),
                ClientHosts.variables(all, baseUrl(template, definition)));
    }

    /** Tries it, as {@code POST /connections/{id}/check} does for the organisation's own. */
    public Check check(String org, String templateId, String endUserId) {
        return checks.check(store.find(org, templateId, endUserId).orElseThrow(OwnedConnections::none));
    }

    /** Wipes it; whether there was one. */
    public boolean remove(String org, String templateId, String endUserId, @Nullable String ifMatch) {
        Optional<StoredConnection> found = store.find(org, templateId, endUserId);
        found.ifPresent(connection -> ETags.check(ifMatch, connection.version(), "connection", "of the end user"));
        return store.wipe(org, new Part(null, endUserId, null, templateId, null)) > 0;
    }

    /** Those of an activation; how many there were, here and below. */
    public int wipeActivation(String org, String activationId) {
        return store.wipe(org, new Part(null, null, null, null, activationId));
    }

    public int wipeEndUser(String org, String endUserId) {
        return store.wipe(org, new Part(null, endUserId, null, null, null));
    }

    public int wipeEndUser(String org, String endUserId, String integrationId) {
        return store.wipe(org, new Part(null, endUserId, integrationId, null, null));
    }

    public int wipeIntegration(String org, String integrationId) {
        return store.wipe(org, new Part(null, null, integrationId, null, null));
    }

    /** What everybody says who looks for one in vain. */
    public static Problem none() {
        return new Problem(
                Problem.Kind.NOT_FOUND, "connection-not-found", "This end user has no connection for this template.");
    }

    private static Owned owned(StoredConnection connection) {
        return new Owned(
                java.util.Objects.requireNonNull(connection.owner()), connection.shown(), connection.version());
    }
}
