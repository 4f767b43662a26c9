package dev.ferrule.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.ferrule.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** The data keys of organisations: made on first use, kept sealed, held open for a minute. */
@Component
class DataKeys {

    /** Rotation on another node is seen after this long at the latest, or when something does not open. */
    private static final Duration HELD = Duration.ofMinutes(1);

    /** Until then another node may still seal by the key before the last one. */
    private static final Duration RETIRES = Duration.ofHours(1);

    private final MongoTemplate mongo;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    DataKeys(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    private record Held(Aead aead, long since) {

        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - since < age.toNanos();
        }
    }

    boolean any() {
        return mongo.findById(DataKey.PROBE, DataKey.class) != null;
    }

    Aead get(MasterKey master, String org) {
        Held known = held.get(org);
        return known != null && known.isYoungerThan(HELD) ? known.aead() : fresh(master, org);
    }

    /** As the database has it now. */
    Aead fresh(MasterKey master, String org) {
        DataKey stored = mongo.findById(org, DataKey.class);
        if (stored == null) {
            stored = make(master, org);
        }
        Aead aead = aead(unsealed(master, stored));
        held.put(org, new Held(aead, System.nanoTime()));
        return aead;
    }

    private DataKey make(MasterKey master, String org) {
        // Another node may have rotated the master key; what is made now must open by the newest.
        master.reread();
        KeysetHandle keys = generate();
        try {
            return mongo.insert(new DataKey(org, sealed(master, org, keys), master.id(), now(), null));
        } catch (DuplicateKeyException faster) {
            DataKey theirs = mongo.findById(org, DataKey.class);
            if (theirs == null) {
                throw faster;
            }
            return theirs;
        }
    }

    /** A new key that seals from now on; the one that did until now still opens. */
    void rotate(MasterKey master, String org) {
        DataKey stored = mongo.findById(org, DataKey.class);
        if (stored == null) {
            Aead unused = fresh(master, org);
            return;
        }
        KeysetHandle old = unsealed(master, stored);
        boolean retire = stored.rotatedAt().isBefore(Instant.now().minus(RETIRES));
        KeysetHandle.Builder keys = KeysetHandle.newBuilder().setConfiguration(AeadConfig2026.get());
        for (int i = 0; i < old.size(); i++) {
            KeysetHandle.Entry entry = old.getAt(i);
            if (entry.isPrimary() || !retire) {
                keys.addEntry(KeysetHandle.importKey(entry.getKey()).withFixedId(entry.getId()));
            }
        }
        keys.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId()
                .makePrimary());
        try {
            KeysetHandle rotated = keys.build();
            save(stored, sealed(master, org, rotated), master.id(), now());
            held.put(org, new Held(aead(rotated), System.nanoTime()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key set could not be made", e);
        }
    }

    /** Seals every data key by the master key that seals now; how many. */
    int sealAgain(MasterKey master) {
        List<DataKey> all = mongo.findAll(DataKey.class);
        for (DataKey stored : all) {
            save(stored, sealed(master, stored.org(), unsealed(master, stored)), master.id(), stored.rotatedAt());
        }
        return all.size();
    }

    private void save(DataKey stored, Binary keys, String sealedBy, Instant rotatedAt) {
        DataKey unused = mongo.save(new DataKey(stored.org(), keys, sealedBy, rotatedAt, stored.version()));
    }

    @Nullable
    DataKey stored(String org) {
        return mongo.findById(org, DataKey.class);
    }

    private static KeysetHandle unsealed(MasterKey master, DataKey stored) {
        try {
            return parse(master, stored);
        } catch (GeneralSecurityException first) {
            master.reread();
            try {
                return parse(master, stored);
            } catch (GeneralSecurityException e) {
                throw new WrongMasterKey();
            }
        }
    }

    /** The master key does not open what the database has. */
    static final class WrongMasterKey extends RuntimeException {}

    private static KeysetHandle parse(MasterKey master, DataKey stored) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(
                stored.keys().getData(), master.aead(), about(stored.org()), AeadConfig2026.get());
    }

    private static Binary sealed(MasterKey master, String org, KeysetHandle keys) {
        try {
            return new Binary(TinkProtoKeysetFormat.serializeEncryptedKeyset(
                    keys, master.aead(), about(org), AeadConfig2026.get()));
        } catch (GeneralSecurityException e) {
            // Nothing here can be wrong but a key management service that does not answer.
            throw new Problem(
                    Problem.Kind.UNAVAILABLE, "master-key-unavailable", "The master key cannot be used at the moment.");
        }
    }

    private static byte[] about(String org) {
        return ("ferrule data key of " + org).getBytes(StandardCharsets.UTF_8);
    }

    private static Aead aead(KeysetHandle keys) {
        try {
            return keys.getPrimitive(AeadConfig2026.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key set could not be used", e);
        }
    }

    private static KeysetHandle generate() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key set could not be made", e);
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
