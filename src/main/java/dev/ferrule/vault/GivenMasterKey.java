package dev.ferrule.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.KmsClients;
import dev.ferrule.store.StartupFailure;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;

/** A master key that somebody else keeps: the environment, or a key management service. */
record GivenMasterKey(Aead aead, String id, String origin, String remedy) implements MasterKey {

    static GivenMasterKey environment(String text) {
        try {
            KeyList keys = KeyList.parse(text);
            return new GivenMasterKey(
                    keys.aead(),
                    keys.id(),
                    "the environment (FERRULE_MASTER_KEY)",
                    "Set FERRULE_MASTER_KEY to the right one; after a new one, name the old one too, with a comma between.");
        } catch (IllegalArgumentException e) {
            throw new StartupFailure(
                    "FERRULE_MASTER_KEY " + e.getMessage() + ".",
                    "Give it 32 random bytes in Base64 (openssl rand -base64 32 makes them).",
                    null);
        }
    }

    /** A key such as {@code aws-kms://…} of a client that is a bean, or that Tink finds on the class path. */
    static GivenMasterKey kms(String uri, Stream<KmsClient> clients) {
        try {
            KmsClient client =
                    clients.filter(one -> one.doesSupport(uri)).findFirst().orElse(null);
            if (client == null) {
                client = KmsClients.getAutoLoaded(uri);
            }
            return new GivenMasterKey(
                    client.getAead(uri), uri, "the key management service (" + uri + ")", "Correct the key's address.");
        } catch (GeneralSecurityException e) {
            throw new StartupFailure(
                    "No key management service is known for FERRULE_MASTER_KEY_URI, or it refuses the key.",
                    "Add Tink's client for it to the class path and give it its credentials, or correct the address.",
                    e);
        }
    }

    @Override
    public void rotate() {
        // Who keeps it makes the new one; data keys are sealed again by whatever seals now.
    }
}
