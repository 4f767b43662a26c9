package dev.ferrule.http;

import dev.ferrule.store.DataFolder;
import dev.ferrule.store.StartupFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * The one secret that lets a caller in: given as {@code FERRULE_TOKEN}, or else made at the first start and kept in the
 * data folder.
 */
@Component
@ConditionalOnWebApplication
public class AccessToken {

    /** The organisation that the token stands for: there is one, as long as there is one token. */
    public static final String ORGANISATION = "default";

    private static final String FILE = "access-token";
    private static final int MIN_LENGTH = 16;

    private final String token;
    private final boolean fresh;

    AccessToken(@Value("${ferrule.token}") String given, DataFolder folder) {
        if (!given.isEmpty() && given.length() < MIN_LENGTH) {
            throw new StartupFailure(
                    "FERRULE_TOKEN is too short.",
                    "Give it at least " + MIN_LENGTH + " characters, or unset it to have one made.",
                    null);
        }
        String known = given.isEmpty() ? read(folder) : given;
        this.fresh = known.isEmpty();
        this.token = fresh ? write(folder, random()) : known;
    }

    private static String read(DataFolder folder) {
        try {
            String kept = Files.readString(folder.privateFile(FILE)).trim();
            if (!kept.isEmpty() && kept.length() < MIN_LENGTH) {
                throw new StartupFailure(
                        "The access token in " + folder.resolve(FILE) + " is damaged.",
                        "Delete that file to have a new one made.",
                        null);
            }
            return kept;
        } catch (IOException e) {
            throw unusable(folder, "read", e);
        }
    }

    private static String write(DataFolder folder, String token) {
        try {
            Files.writeString(folder.privateFile(FILE), token + "\n");
            return token;
        } catch (IOException e) {
            throw unusable(folder, "written", e);
        }
    }

    private static StartupFailure unusable(DataFolder folder, String verb, IOException cause) {
        return new StartupFailure(
                "The access token in " + folder.resolve(FILE) + " cannot be " + verb + ".",
                "Make the file accessible to this user, or set FERRULE_TOKEN.",
                cause);
    }

    /** What to open in a browser; null unless the token was made in this start, so that it is shown only once. */
    public @Nullable String linkIfNew(int port) {
        // In the fragment, which browsers don't send: it can't get into a log on the way.
        return fresh ? "http://127.0.0.1:" + port + "/#token=" + token : null;
    }

    /** Takes equally long wherever the two differ, so that timing tells nothing. */
    boolean matches(String offered) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }

    /** A keyed hash that nobody can try out who has only the database. */
    Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /** 256 random bits, fit for a header, a cookie and an address. */
    static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
