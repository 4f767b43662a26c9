package dev.ferrule.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Texts of a format, a pattern or a length. What looks like somebody's is nobody's (RFC 2606, 5737, 3849). */
final class SampleTexts {

    private static final int LONGEST = 10_000;
    private static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");
    private static final List<String> WORDS = List.of(
            "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "indigo", "juniper", "kelp",
            "linden", "maple", "nectar", "olive", "pebble", "quartz", "ripple", "sage", "thistle", "umber", "violet",
            "willow", "yarrow");

    private final Random random;

    SampleTexts(Random random) {
        this.random = random;
    }

    String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    /** Null: none was found that has this pattern and length. */
    @Nullable
    String of(Map<String, Object> schema) {
        int least = Numbers.count(schema.get("minLength"), 0);
        int most = Numbers.count(schema.get("maxLength"), Integer.MAX_VALUE);
        if (least > LONGEST || least > most) {
            return null;
        }
        Object pattern = schema.get("pattern");
        String text = ofFormat(schema);
        if (text != null && hasLength(text, least, most) && (pattern == null || Patterns.matches(pattern, text))) {
            return text;
        }
        if (pattern instanceof String expression) {
            return Patterns.write(expression, least, most, random);
        }
        return stretched(text == null || !isWord(text) ? word() : text, least, most);
    }

    private static boolean isWord(String text) {
        return text.chars().allMatch(Character::isLetter);
    }

    private static boolean hasLength(String text, int least, int most) {
        int length = text.codePointCount(0, text.length());
        return length >= least && length <= most;
    }

    private String stretched(String text, int least, int most) {
        StringBuilder longer = new StringBuilder(text);
        while (longer.length() < least) {
            longer.append(' ').append(word());
        }
        // A text that ends in a space would be trimmed by many.
        String cut = longer.substring(0, Math.min(longer.length(), Math.max(least, Math.min(most, longer.length()))));
        return cut.endsWith(" ") ? cut.substring(0, cut.length() - 1) + "s" : cut;
    }

    private @Nullable String ofFormat(Map<String, Object> schema) {
        Object format = schema.get("format");
        if (format == null && "base64".equals(schema.get("contentEncoding"))) {
            format = "byte";
        }
        if (!(format instanceof String name)) {
            return schema.get("pattern") == null ? word() : null;
        }
        Instant when = BEGINNING.plus(random.nextInt(500 * 24 * 60), ChronoUnit.MINUTES);
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "date-time", "datetime" -> when.toString();
            case "date" -> when.atZone(ZoneOffset.UTC).toLocalDate().toString();
            case "time" -> when.toString().substring(11);
            case "duration" -> "PT" + (1 + random.nextInt(48)) + "H";
            case "uuid", "guid" -> uuid();
            case "email", "idn-email" -> word() + "." + word() + "@example.com";
            case "hostname", "idn-hostname" -> word() + ".example.com";
            case "uri", "url", "iri" -> "https://example.com/" + word() + "/" + (1 + random.nextInt(9_999));
            case "uri-reference", "iri-reference" -> "/" + word() + "/" + (1 + random.nextInt(9_999));
            case "uri-template" -> "https://example.com/" + word() + "/{id}";
            case "ipv4", "ip" -> "192.0.2." + (1 + random.nextInt(254));
            case "ipv6" -> "2001:db8::" + Integer.toHexString(1 + random.nextInt(0xfffe));
            case "byte", "base64" ->
                Base64.getEncoder().encodeToString((word() + " " + word()).getBytes(StandardCharsets.UTF_8));
            case "json-pointer" -> "/" + word() + "/0";
            case "relative-json-pointer" -> "1/" + word();
            case "regex" -> "^[a-z]+$";
            case "int32", "int64", "integer" -> String.valueOf(1 + random.nextInt(9_999));
            case "decimal", "double", "float", "number" -> (1 + random.nextInt(99)) + "." + (10 + random.nextInt(90));
            default -> schema.get("pattern") == null ? word() : null;
        };
    }

    private String uuid() {
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
