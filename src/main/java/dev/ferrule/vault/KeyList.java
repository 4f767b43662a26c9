package dev.ferrule.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Master keys as a person can write them: 32 random bytes in Base64 each ({@code openssl rand -base64 32}), one a line or
 * with commas between. The first one seals, all of them open.
 */
final class KeyList {

    private static final int BYTES = 32;

    private final List<byte[]> keys;
    private final Aead aead;

    private KeyList(List<byte[]> keys) throws GeneralSecurityException {
        this.keys = keys;
        this.aead = aead(keys);
    }

    /** Throws {@link IllegalArgumentException} with what is wrong, never with a part of the text. */
    static KeyList parse(String text) {
        List<byte[]> keys = new ArrayList<>();
        for (String word : new LinkedHashSet<>(Arrays.asList(text.strip().split("[\\s,]+")))) {
            keys.add(key(word));
        }
        try {
            return new KeyList(keys);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot be used", e);
        }
    }

    private static byte[] key(String word) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not Base64");
        }
        if (key.length != BYTES) {
            throw new IllegalArgumentException("has " + key.length + " bytes and must have " + BYTES);
        }
        return key;
    }

    static KeyList random() {
        return parse(Base64.getEncoder().encodeToString(randomKey()));
    }

    /** With a new key before the one that sealed until now; older ones go. */
    KeyList rotated() {
        return parse(Base64.getEncoder().encodeToString(randomKey()) + ","
                + Base64.getEncoder().encodeToString(keys.get(0)));
    }

    Aead aead() {
        return aead;
    }

    String id() {
        return HexFormat.of().formatHex(hash(keys.get(0)), 0, 4);
    }

    /** One a line. */
    String text() {
        StringBuilder text = new StringBuilder();
        keys.forEach(key -> text.append(Base64.getEncoder().encodeToString(key)).append('\n'));
        return text.toString();
    }

    /** A key's number comes from the key itself, so that every node gives it the same. */
    @AccessesPartialKey
    private static Aead aead(List<byte[]> keys) throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        KeysetHandle.Builder set = KeysetHandle.newBuilder().setConfiguration(AeadConfig2026.get());
        for (int i = 0; i < keys.size(); i++) {
            byte[] hash = hash(keys.get(i));
            int id = (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | (hash[3] & 0xff);
            AesGcmKey key = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(keys.get(i), InsecureSecretKeyAccess.get()))
                    .setIdRequirement(id)
                    .build();
            KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(key).withFixedId(id);
            set.addEntry(i == 0 ? entry.makePrimary() : entry);
        }
        return set.build().getPrimitive(AeadConfig2026.get(), Aead.class);
    }

    private static byte[] hash(byte[] key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update("ferrule master key".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return sha256.digest(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static byte[] randomKey() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
