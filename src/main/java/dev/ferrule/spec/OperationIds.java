package dev.ferrule.spec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives each operation of a document a readable name of at most 64 letters, digits, {@code . _ -}. Declared names win, so
 * all of them must be {@linkplain #declare declared} before the first is asked for.
 */
final class OperationIds {

    static final int LONGEST = 64;

    private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^A-Za-z0-9]+");

    private final Warnings warnings;
    private final Set<String> declared = new HashSet<>();
    private final Set<String> given = new HashSet<>();

    OperationIds(Warnings warnings) {
        this.warnings = warnings;
    }

    void declare(@Nullable String operationId) {
        String usable = usable(operationId);
        if (usable != null) {
            declared.add(usable);
        }
    }

    String name(@Nullable String operationId, String method, String path, String pointer) {
        String usable = usable(operationId);
        if (usable != null && given.add(usable)) {
            if (!usable.equals(operationId)) {
                warnings.add(
                        "operation-id-cleaned",
                        "The operationId '" + operationId + "' has characters that a name should not have; it is '"
                                + usable + "' here.",
                        pointer);
            }
            return usable;
        }
        String made = unused(made(method, path), method, path);
        given.add(made);
        if (usable != null) {
            warnings.add(
                    "operation-id-duplicate",
                    "Another operation has the operationId '" + usable + "' too; this one is '" + made + "' here.",
                    pointer);
        } else if (operationId == null || operationId.isBlank()) {
            warnings.add("operation-id-missing", "There is no operationId; it is '" + made + "' here.", pointer);
        } else {
            warnings.add(
                    "operation-id-unusable",
                    "The operationId '" + Texts.shortened(operationId, 100) + "' is longer than " + LONGEST
                            + " characters or has no letter; it is '" + made + "' here.",
                    pointer);
        }
        return made;
    }

    private static @Nullable String usable(@Nullable String operationId) {
        if (operationId == null || operationId.length() > 4 * LONGEST) {
            return null;
        }
        String stripped = operationId.strip();
        String cleaned =
                trimmed(isPlain(stripped) ? stripped : ODD.matcher(stripped).replaceAll("_"));
        return cleaned.isEmpty() || cleaned.length() > LONGEST ? null : cleaned;
    }

    /** Nearly all are, and a pattern takes its time. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static String trimmed(String name) {
        int start = 0;
        int end = name.length();
        while (start < end && name.charAt(start) == '_') {
            start++;
        }
        while (end > start && name.charAt(end - 1) == '_') {
            end--;
        }
        // A name that begins or ends with its own underscore keeps it unless cleaning brought more of them.
        return end - start == 0 ? "" : name.substring(start, end);
    }

    /** GET /orders/{id} is get_orders_by_id. */
    private static String made(String method, String path) {
        String words = PARAMETER.matcher(path).replaceAll("by_$1");
        String name = trimmed(NOT_A_WORD
                .matcher(method.toLowerCase(Locale.ROOT) + "_" + words)
                .replaceAll("_"));
        return name.length() <= LONGEST ? name : shortened(name, method, path);
    }

    private String unused(String name, String method, String path) {
        if (isFree(name)) {
            return name;
        }
        String hashed = shortened(name, method, path);
        String candidate = hashed;
        for (int n = 2; !isFree(candidate); n++) {
            candidate = hashed.substring(0, Math.min(hashed.length(), LONGEST - 8)) + "_" + n;
        }
        return candidate;
    }

    private boolean isFree(String name) {
        return !declared.contains(name) && !given.contains(name);
    }

    private static String shortened(String name, String method, String path) {
        String hash =
                sha256((method + " " + path).getBytes(StandardCharsets.UTF_8)).substring(0, 8);
        return trimmed(name.substring(0, Math.min(name.length(), LONGEST - 9))) + "_" + hash;
    }

    /** In lower-case hex. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }
}
