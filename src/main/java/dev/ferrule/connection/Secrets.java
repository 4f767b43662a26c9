package dev.ferrule.connection;

import dev.ferrule.auth.CredentialField;
import dev.ferrule.oauth.Tokens;
import dev.ferrule.problem.Problem;
import dev.ferrule.vault.Place;
import dev.ferrule.vault.SecretKeeper;
import dev.ferrule.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Seals and opens what connections hold, each thing for its place. */
@Component
class Secrets implements SecretKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);
    private static final int PAGE = 100;
    private static final String ACCESS = "token.access";
    private static final String REFRESH = "token.refresh";

    private final Vault vault;
    private final ConnectionStore store;

    Secrets(Vault vault, ConnectionStore store) {
        this.vault = vault;
        this.store = store;
    }

    List<SealedValue> seal(String org, String connectionId, Map<String, String> credentials) {
        return credentials.entrySet().stream()
                .map(credential -> new SealedValue(
                        credential.getKey(),
                        seal(org, connectionId, "credentials." + credential.getKey(), credential.getValue())))
                .toList();
    }

    /** By name, in plain text: never to be kept, shown or logged. */
    Map<String, String> open(StoredConnection connection) {
        return open(connection.org(), connection.id(), connection.credentials());
    }

    Map<String, String> open(String org, String owner, List<SealedValue> values) {
        Map<String, String> credentials = new LinkedHashMap<>();
        values.forEach(
                value -> credentials.put(value.name(), open(org, owner, "credentials." + value.name(), value.value())));
        return credentials;
    }

    /** What takes all of a connection's secrets out of a text; names that are not secret, such as a user's, may stay. */
    Redaction redaction(StoredConnection connection, Map<String, String> credentials) {
        Map<String, CredentialField> fields = CredentialRules.fields(connection.methods());
        List<String> secret = new ArrayList<>();
        credentials.forEach((name, value) -> {
            CredentialField field = fields.get(name);
            if (field == null || field.secret()) {
                secret.add(value);
            }
        });
        Stream.of(access(connection), refresh(connection))
                .filter(Objects::nonNull)
                .forEach(secret::add);
        return new Redaction(secret);
    }

    @Nullable
    String access(StoredConnection connection) {
        Binary token = connection.token().access();
        return token == null ? null : open(connection.org(), connection.id(), ACCESS, token);
    }

    @Nullable
    String refresh(StoredConnection connection) {
        Binary token = connection.token().refresh();
        return token == null ? null : open(connection.org(), connection.id(), REFRESH, token);
    }

    /** The state that new tokens make of one before; a refresh token stays until the server gives another. */
    TokenState state(String org, String connectionId, Tokens tokens, TokenState before, List<String> asked) {
        String refresh = tokens.refresh();
        List<String> kept = before.scopes() == null ? asked : before.scopes();
        return new TokenState(
                seal(org, connectionId, ACCESS, tokens.access()),
                refresh == null ? before.refresh() : seal(org, connectionId, REFRESH, refresh),
                ConnectionStore.now(),
                tokens.expiresAt(),
                tokens.scopes() == null ? kept : tokens.scopes(),
                before.serial(),
                null);
    }

    /** The fields of a state, without its serial, which counts by itself. */
    static Update put(Update update, TokenState state) {
        return update.set(ACCESS, state.access())
                .set(REFRESH, state.refresh())
                .set("token.obtainedAt", state.obtainedAt())
                .set("token.expiresAt", state.expiresAt())
                .set("token.scopes", state.scopes())
                .unset("token.retryAt");
    }

    Binary seal(String org, String connectionId, String field, String secret) {
        return vault.seal(new Place(org, connectionId, field), secret.getBytes(StandardCharsets.UTF_8));
    }

    String open(String org, String connectionId, String field, Binary value) {
        return new String(vault.open(new Place(org, connectionId, field), value), StandardCharsets.UTF_8);
    }

    @Override
    public int sealAgain(String org) {
        int count = 0;
        List<StoredConnection> page = store.page(org, null, PAGE);
        while (!page.isEmpty()) {
            for (StoredConnection connection : page) {
                try {
                    count += sealAgain(connection);
                } catch (Problem unreadable) {
                    // One that was lost before must not keep the others from the new key.
                    LOG.warn("Connection {} cannot be sealed again: {}", connection.id(), unreadable.code());
                }
            }
            page = store.page(org, page.get(page.size() - 1).id(), PAGE);
        }
        return count;
    }

    /** Nothing is lost when somebody changes it at the same moment: what they write is sealed by the new key already. */
    private int sealAgain(StoredConnection seen) {
        String access = access(seen);
        String refresh = refresh(seen);
        Update update = Update.update("credentials", seal(seen.org(), seen.id(), open(seen)));
        if (access != null) {
            update.set(ACCESS, seal(seen.org(), seen.id(), ACCESS, access));
        }
        if (refresh != null) {
            update.set(REFRESH, seal(seen.org(), seen.id(), REFRESH, refresh));
        }
        store.sealedAgain(seen, update);
        return seen.credentials().size() + (access == null ? 0 : 1) + (refresh == null ? 0 : 1);
    }
}
