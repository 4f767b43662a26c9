package dev.ferrule.connection;

import dev.ferrule.egress.Call;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the secrets of a connection out of whatever is to be shown, as they are and in the spellings that systems echo them
 * in: percent-encoded, Base64 (also within something longer), hex, escaped for JSON. It holds the secrets and shows none.
 * One of fewer than four characters is masked only where it signs, since it may stand in any text by chance.
 */
public final class Redaction {

    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    /** Of calls that go without credentials. */
    public static final Redaction NONE = new Redaction(List.of());

    private static final int SHORTEST = 4;
    private static final int SHORTEST_BASE64 = 6;
    private static final Pattern ESCAPED =
            Pattern.compile("[A-Za-z0-9._~+/=*!-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~+/=*!-]*)+");

    private final List<String> plain;
    private final List<Pattern> encoded;
    private final Set<String> encodings = new TreeSet<>();

    Redaction(Collection<String> secrets) {
        plain = secrets.stream()
                .flatMap(secret -> List.of(secret, secret.strip(), escaped(secret)).stream())
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted((one, other) -> other.length() - one.length())
                .toList();
        plain.forEach(secret -> encodings.addAll(encodings(secret)));
        encoded = encodings.stream()
                .map(form -> Pattern.compile("[A-Za-z0-9+/_-]*" + Pattern.quote(form) + "[A-Za-z0-9+/_-]*={0,2}"))
                .toList();
    }

    /** The text without any secret. */
    public String text(String text) {
        String masked = raw(text);
        if (plain.isEmpty() || masked.indexOf('%') < 0) {
            return masked;
        }
        Matcher matcher = ESCAPED.matcher(masked);
        return matcher.replaceAll(match -> {
            // In a form a plus is a space, elsewhere it is itself.
            boolean secret =
                    holds(decoded(match.group())) || holds(decoded(match.group().replace("+", "%2B")));
            return Matcher.quoteReplacement(secret ? MASK : match.group());
        });
    }

    private boolean holds(String text) {
        return !raw(text).equals(text);
    }

    /** Bytes of any kind without any secret, as many as before. */
    public byte[] bytes(byte[] bytes) {
        // Every byte is one character of Latin-1, so that what is binary stays as it is.
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String secret : plain) {
            String form = new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            all = all.replace(form, "*".repeat(form.length()));
        }
        for (String form : encodings) {
            all = all.replace(form, "*".repeat(form.length()));
        }
        return all.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What was signed as it may be shown: all that signing put in is masked, whatever it is. */
    Call shown(Call before, Call signed) {
        List<Call.Header> headers = signed.headers().stream()
                .map(header -> before.headers().contains(header)
                        ? new Call.Header(header.name(), text(header.value()))
                        : new Call.Header(header.name(), scheme(header.value()) + MASK))
                .toList();
        byte[] body = Arrays.equals(before.body(), signed.body()) ? bytes(before.body()) : new byte[0];
        return new Call(signed.method(), shown(before.uri(), signed.uri()), headers, body);
    }

    private URI shown(URI before, URI signed) {
        List<String> known = parts(before.getRawQuery());
        List<String> shown = new ArrayList<>();
        for (String part : parts(signed.getRawQuery())) {
            int at = part.indexOf('=');
            shown.add(known.contains(part) ? text(part) : (at < 0 ? "" : part.substring(0, at + 1)) + MASK);
        }
        // A key that is a part of the path is a variable in what was not signed yet.
        String path = text(before.getRawPath() == null ? "" : before.getRawPath());
        return URI.create(before.getScheme() + "://" + before.getRawAuthority() + path
                + (shown.isEmpty() ? "" : "?" + String.join("&", shown)));
    }

    private static List<String> parts(@Nullable String query) {
        return query == null || query.isEmpty() ? List.of() : List.of(query.split("&", -1));
    }

    private static String scheme(String value) {
        int space = value.indexOf(' ');
        String word = space < 0 ? "" : value.substring(0, space);
        return word.matches("[A-Za-z][A-Za-z0-9-]{2,20}") ? word + " " : "";
    }

    private String raw(String text) {
        String masked = text;
        for (String secret : plain) {
            masked = masked.replace(secret, MASK);
        }
        int at = 0;
        for (String form : encodings) {
            if (masked.contains(form)) {
                masked = encoded.get(at).matcher(masked).replaceAll(Matcher.quoteReplacement(MASK));
            }
            at++;
        }
        return masked;
    }

    private static Set<String> encodings(String secret) {
        Set<String> forms = new TreeSet<>();
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        String percent = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        if (!percent.equals(secret)) {
            forms.add(percent);
            forms.add(percent.replace("+", "%20"));
        }
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[bytes.length + offset];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            // Only the characters that come of the secret alone, whatever stands before and after it.
            int from = (offset * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String form = encoder.withoutPadding().encodeToString(shifted).substring(from, to);
                if (form.length() >= SHORTEST_BASE64) {
                    forms.add(form);
                }
            }
        }
        return forms;
    }

    /** As JSON would write it within quotes. */
    private static String escaped(String secret) {
        StringBuilder escaped = new StringBuilder();
        for (char c : secret.toCharArray()) {
            switch (c) {
                case '"', '\\' -> escaped.append('\\').append(c);
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                default -> {
                    if (c < ' ') {
                        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    private static String decoded(String escaped) {
        try {
            return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return escaped;
        }
    }

    @Override
    public String toString() {
        return "the secrets of a connection";
    }
}
