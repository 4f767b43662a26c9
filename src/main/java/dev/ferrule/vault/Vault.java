package dev.ferrule.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import dev.ferrule.problem.Problem;
import dev.ferrule.store.DataFolder;
import dev.ferrule.store.StartupFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bson.types.Binary;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;

/**
 * Seals and opens secrets. The first use of Tink takes half a second, so it happens while the application starts, beside
 * everything else; the start does not go on with a master key that does not open what the database has.
 */
@Service
public class Vault implements SmartLifecycle {

    private final DataKeys dataKeys;
    private final CompletableFuture<MasterKey> master;
    private volatile boolean running;

    Vault(
            DataKeys dataKeys,
            DataFolder folder,
            ObjectProvider<KmsClient> clients,
            @Value("${ferrule.master-key-file:}") String file,
            @Value("${ferrule.master-key:}") String given,
            @Value("${ferrule.master-key-uri:}") String uri) {
        this.dataKeys = dataKeys;
        this.master = CompletableFuture.supplyAsync(() -> {
            MasterKey key = !uri.isBlank()
                    ? GivenMasterKey.kms(uri.strip(), clients.orderedStream())
                    : !given.isBlank()
                            ? GivenMasterKey.environment(given)
                            : !file.isBlank()
                                    ? FileMasterKey.open(Path.of(file.strip()).toAbsolutePath())
                                    : FileMasterKey.inFolder(folder.resolve("master-key"), dataKeys.any());
            return checked(key);
        });
    }

    private MasterKey checked(MasterKey key) {
        try {
            Aead aead = dataKeys.fresh(key, DataKey.PROBE);
            byte[] about = "probe".getBytes(StandardCharsets.UTF_8);
            byte[] unused = aead.decrypt(aead.encrypt(about, about), about);
            return key;
        } catch (DataKeys.WrongMasterKey e) {
            throw new StartupFailure(
                    "The master key from " + key.origin() + " is not the one that the credentials in this database are"
                            + " sealed with.",
                    key.remedy(),
                    null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing does not work on this machine", e);
        }
    }

    /** The sealed bytes; the same secret never gives the same twice. */
    public Binary seal(Place place, byte[] secret) {
        try {
            return new Binary(dataKeys.get(master(), place.org()).encrypt(secret, place.bytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret could not be sealed", e);
        }
    }

    /** The secret, or the problem {@code secret-unreadable} when it was sealed for another place or by a lost key. */
    public byte[] open(Place place, Binary sealed) {
        try {
            return dataKeys.get(master(), place.org()).decrypt(sealed.getData(), place.bytes());
        } catch (GeneralSecurityException first) {
            return openByFreshKey(place, sealed);
        } catch (DataKeys.WrongMasterKey e) {
            throw unreadable();
        }
    }

    /** Another node may have rotated the key a moment ago. */
    private byte[] openByFreshKey(Place place, Binary sealed) {
        try {
            return dataKeys.fresh(master(), place.org()).decrypt(sealed.getData(), place.bytes());
        } catch (GeneralSecurityException | DataKeys.WrongMasterKey e) {
            throw unreadable();
        }
    }

    private static Problem unreadable() {
        return new Problem(
                Problem.Kind.UNPROCESSABLE,
                "secret-unreadable",
                "The credentials cannot be opened by the keys at hand. Give them again, or bring the right master key back.");
    }

    MasterKey master() {
        return master.join();
    }

    @Override
    public void start() {
        try {
            MasterKey unused = master();
            running = true;
        } catch (CompletionException e) {
            throw StartupFailure.behind(e) == null ? e : StartupFailure.behind(e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before anything that serves. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 100;
    }
}
