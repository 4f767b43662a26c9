package dev.ferrule.connection;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.CredentialField;
import dev.ferrule.auth.CredentialFields;
import dev.ferrule.auth.OAuthDetails;
import dev.ferrule.auth.SessionDetails;
import dev.ferrule.connector.Definition;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an edit of an auth method means for a connection that was made before it. */
public enum AuthMethodChange {
    NONE,
    /** The credentials that are there serve the new method as well. */
    COMPATIBLE,
    /** They do, but a new token must be got by them. */
    NEEDS_REFRESH,
    /** Somebody must give credentials or log in again. */
    NEEDS_RECONNECT,
    /** The connector, or the newest version of its spec, has the method no more. */
    REMOVED;

    /** Whether a person has to do something before it goes along. */
    public boolean needsPerson() {
        return this == NEEDS_RECONNECT || this == REMOVED;
    }

    /** Whether it can go along by what is there. */
    boolean follows() {
        return this == COMPATIBLE || this == NEEDS_REFRESH;
    }

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AuthMethodChange of(StoredConnection connection, Definition definition) {
        AuthMethodChange change = NONE;
        for (AuthMethod before : connection.methods()) {
            AuthMethod now = definition.authMethod(before.id()).orElse(null);
            if (now == null || now.removedIn() != null) {
                return before.type().equals("none") ? NONE : REMOVED;
            }
            AuthMethodChange one = of(before, now, connection.token().scopes(), connection);
            change = one.compareTo(change) > 0 ? one : change;
        }
        return change;
    }

    private static AuthMethodChange of(
            AuthMethod before, AuthMethod now, @Nullable List<String> granted, StoredConnection connection) {
        if (!before.type().equals(now.type())
                || !CredentialFields.flow(before).equals(CredentialFields.flow(now))
                || !fields(before).equals(fields(now))
                || !before.together().equals(now.together())) {
            return NEEDS_RECONNECT;
        }
        if (!StoredConnection.isOAuth(before)) {
            boolean same = Objects.equals(before.in(), now.in())
                    && Objects.equals(before.name(), now.name())
                    && Objects.equals(before.prefix(), now.prefix())
                    && Objects.equals(before.oauth1(), now.oauth1())
                    && Objects.equals(before.hmac(), now.hmac())
                    && Objects.equals(before.aws(), now.aws());
            return login(before.session(), now.session(), connection) ? NEEDS_REFRESH : same ? NONE : COMPATIBLE;
        }
        boolean login = CredentialFields.flow(now).equals("authorization_code")
                || CredentialFields.flow(now).equals("device_code");
        // Whoever chose fewer scopes at the login, or was granted fewer, did so; only what came since is new to them.
        boolean more = now.scopes().stream()
                .anyMatch(scope -> !before.scopes().contains(scope) && (granted == null || !granted.contains(scope)));
        OAuthDetails old = before.oauthDetails();
        OAuthDetails details = now.oauthDetails();
        boolean elsewhere = differ(before.authorizationUrl(), now.authorizationUrl(), connection)
                || differ(before.openIdConnectUrl(), now.openIdConnectUrl(), connection);
        if (login && (more || elsewhere)) {
            return NEEDS_RECONNECT;
        }
        boolean tokens = differ(before.tokenUrl(), now.tokenUrl(), connection) && now.tokenUrl() != null
                || !Objects.equals(old.clientAuth(), details.clientAuth())
                || !Objects.equals(old.tokenParameters(), details.tokenParameters())
                || !login && !before.scopes().equals(now.scopes());
        if (tokens) {
            return NEEDS_REFRESH;
        }
        boolean same = before.scopes().equals(now.scopes())
                && !differ(old.revocationUrl(), details.revocationUrl(), connection)
                && Objects.equals(old.authorizeParameters(), details.authorizeParameters());
        return same ? NONE : COMPATIBLE;
    }

    private static boolean login(
            @Nullable SessionDetails before, @Nullable SessionDetails now, StoredConnection connection) {
        if (before == null || now == null) {
            return now != null;
        }
        return !before.at("").equals(now.at("")) || differ(before.loginUrl(), now.loginUrl(), connection);
    }

    /** Addresses of a connection are filled in and complete, those of a connector perhaps not yet. */
    private static boolean differ(@Nullable String filled, @Nullable String template, StoredConnection connection) {
        if (filled == null || template == null) {
            return template != null;
        }
        String now = template;
        for (Variable variable : connection.variables()) {
            now = now.replace("{" + variable.name() + "}", variable.value());
        }
        return !filled.equals(now) && !(now.startsWith("/") && filled.endsWith(now));
    }

    private static List<String> fields(AuthMethod method) {
        return CredentialFields.of(method).stream().map(CredentialField::name).toList();
    }
}
