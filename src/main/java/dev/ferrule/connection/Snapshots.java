package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.OAuthDetails;
import dev.ferrule.auth.SessionDetails;
import dev.ferrule.connector.Definition;
import dev.ferrule.oauth.AuthorizationServer;
import dev.ferrule.oauth.Metadata;
import dev.ferrule.oauth.OAuthRefusal;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes an auth method as it is now, with all its addresses, for a connection to keep whatever becomes of it centrally. */
@Component
class Snapshots {

    static final AuthMethod NONE = new AuthMethod(
            "none", "none", null, null, null, null, null, null, null, List.of(), List.of(), false, 1, List.of(),
            List.of(), null);

    private final Addresses addresses;
    private final AuthorizationServer server;

    Snapshots(Addresses addresses, AuthorizationServer server) {
        this.addresses = addresses;
        this.server = server;
    }

    /** The method by its id; going without authentication is always a choice. */
    static AuthMethod method(Definition definition, @Nullable String id) {
        if (id == null || id.isBlank()) {
            String known = String.join(
                    ", ", definition.authMethods().stream().map(AuthMethod::id).toList());
            throw Problem.invalid(
                    "/authMethodId", "One of the connector's auth methods is needed: " + known + ", or none.");
        }
        return definition
                .authMethod(id)
                .or(() -> id.equals("none") ? java.util.Optional.of(NONE) : java.util.Optional.empty())
                .orElseThrow(() -> Problem.invalid(
                        "/authMethodId", "The connector has no auth method of this id, and it is not 'none' either."));
    }

    /** The method and those that go with it. OpenID Connect's addresses are asked for where they are published. */
    List<AuthMethod> take(
            Definition definition, AuthMethod method, @Nullable String baseUrl, Map<String, String> variables) {
        return withCompany(definition, method).stream()
                .map(one -> complete(one, baseUrl, variables))
                .toList();
    }

    static List<AuthMethod> withCompany(Definition definition, AuthMethod method) {
        List<AuthMethod> all = new ArrayList<>(List.of(method));
        method.together().forEach(id -> definition.authMethod(id).ifPresent(all::add));
        return all;
    }

    private AuthMethod complete(AuthMethod method, @Nullable String baseUrl, Map<String, String> variables) {
        SessionDetails session = method.session();
        if (session != null) {
            String login = addresses.ofMethod(session.loginUrl(), baseUrl, variables);
            return login == null ? method : method.at(null, null, null, method.oauth(), session.at(login));
        }
        if (!StoredConnection.isOAuth(method)) {
            return method;
        }
        OAuthDetails details = method.oauthDetails();
        AuthMethod filled = method.at(
                addresses.ofMethod(method.authorizationUrl(), baseUrl, variables),
                addresses.ofMethod(method.tokenUrl(), baseUrl, variables),
                addresses.ofMethod(method.openIdConnectUrl(), baseUrl, variables),
                new OAuthDetails(
                        details.clientAuth(),
                        details.pkce(),
                        details.scopeSeparator(),
                        details.issuer(),
                        details.issRequired(),
                        addresses.ofMethod(details.deviceAuthorizationUrl(), baseUrl, variables),
                        addresses.ofMethod(details.revocationUrl(), baseUrl, variables),
                        details.authorizeParameters(),
                        details.tokenParameters()),
                null);
        return filled.openIdConnectUrl() == null || filled.tokenUrl() != null
                ? filled
                : discovered(filled, filled.openIdConnectUrl());
    }

    private AuthMethod discovered(AuthMethod method, String url) {
        Metadata found;
        try {
            found = server.metadata(url);
        } catch (OAuthRefusal e) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "discovery-failed",
                    "The discovery address of the auth method cannot be read: " + e.code() + ".");
        }
        OAuthDetails own = method.oauthDetails();
        return method.at(
                addresses.ofMethod(found.authorizationEndpoint(), null, Map.of()),
                addresses.ofMethod(found.tokenEndpoint(), null, Map.of()),
                url,
                new OAuthDetails(
                        own.clientAuth(),
                        own.pkce(),
                        own.scopeSeparator(),
                        found.issuer(),
                        found.sendsIss(),
                        addresses.ofMethod(found.deviceAuthorizationEndpoint(), null, Map.of()),
                        addresses.ofMethod(found.revocationEndpoint(), null, Map.of()),
                        own.authorizeParameters(),
                        own.tokenParameters()),
                null);
    }
}
