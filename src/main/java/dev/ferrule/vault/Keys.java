package dev.ferrule.vault;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Rotation of keys, while everything goes on: what was sealed by the key before opens all the time. */
@Service
public class Keys {

    private final Vault vault;
    private final DataKeys dataKeys;
    private final ObjectProvider<SecretKeeper> keepers;

    Keys(Vault vault, DataKeys dataKeys, ObjectProvider<SecretKeeper> keepers) {
        this.vault = vault;
        this.dataKeys = dataKeys;
        this.keepers = keepers;
    }

    /** Which key. */
    public enum Key {
        /** The organisation's own. */
        DATA,
        /** The one that seals the data keys of all organisations. */
        MASTER;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is in use.
     *
     * @param masterKeyId names the master key without telling anything of it
     * @param rotatedAt of the data key; null: there is none yet
     */
    public record State(
            String masterKeyOrigin,
            String masterKeyId,
            @Nullable Instant rotatedAt) {}

    /** @param sealedAgain secrets, or for the master key the data keys of organisations */
    public record Rotation(Key key, int sealedAgain, String masterKeyId) {}

    public State state(String org) {
        DataKey stored = dataKeys.stored(org);
        return new State(vault.master().origin(), vault.master().id(), stored == null ? null : stored.rotatedAt());
    }

    /** Makes a new key and seals again by it; safe to repeat after a crash in the middle. */
    public Rotation rotate(String org, Key key) {
        MasterKey master = vault.master();
        if (key == Key.MASTER) {
            // All of them by the key at hand first, so that none is left behind by the one that goes.
            master.reread();
            int unused = dataKeys.sealAgain(master);
            master.rotate();
            return new Rotation(key, dataKeys.sealAgain(master), master.id());
        }
        int unused = sealAgain(org);
        dataKeys.rotate(master, org);
        return new Rotation(key, sealAgain(org), master.id());
    }

    private int sealAgain(String org) {
        return keepers.orderedStream().mapToInt(keeper -> keeper.sealAgain(org)).sum();
    }
}
