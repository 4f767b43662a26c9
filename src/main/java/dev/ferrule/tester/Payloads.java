package dev.ferrule.tester;

import dev.ferrule.connection.Redaction;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes what can be shown of bytes that were sent or came: read by their media type, pretty, and without secrets. */
final class Payloads {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([A-Za-z0-9._:-]{1,40})");

    private Payloads() {}

    /**
     * @param cut the bytes are only the beginning of what came
     * @param byName whether fields are masked that hold a credential by their name
     */
    static Payload of(byte[] bytes, @Nullable String contentType, boolean cut, Redaction secrets, boolean byName) {
        if (bytes.length == 0) {
            return Payload.EMPTY;
        }
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        String media = type.split(";", 2)[0].strip();
        String text = isBinary(media) ? null : decoded(bytes, charset(type), cut);
        if (text == null) {
            String shown = Base64.getEncoder().encodeToString(secrets.bytes(bytes));
            return new Payload("base64", shown, bytes.length, cut);
        }
        JsonNode json = media.contains("json") || media.isEmpty() || media.startsWith("text/") ? json(text) : null;
        if (json != null && !(json.isValueNode() && !media.contains("json"))) {
            String pretty = JSON.writeValueAsString(Masking.json(json, secrets, byName));
            return new Payload("json", secrets.text(pretty), bytes.length, cut);
        }
        String format = format(media);
        String shown = secrets.text(format.equals("form") && byName ? Masking.query(text) : text);
        return new Payload(
                format.equals("form") ? "text" : format, cut ? shown : Pretty.of(format, shown), bytes.length, cut);
    }

    private static String format(String media) {
        if (media.contains("json")) {
            return "text"; // What says that it is JSON and is none.
        } else if (media.contains("xml")) {
            return "xml";
        } else if (media.contains("csv")) {
            return "csv";
        }
        return media.contains("x-www-form-urlencoded") ? "form" : "text";
    }

    private static boolean isBinary(String media) {
        return media.startsWith("image/") && !media.contains("svg")
                || media.startsWith("audio/")
                || media.startsWith("video/")
                || media.startsWith("font/")
                || media.contains("octet-stream")
                || media.contains("zip")
                || media.contains("pdf");
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Charset charset(String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Null: it is no text. What was cut may end within a character. */
    private static @Nullable String decoded(byte[] bytes, Charset charset, boolean cut) {
        for (int missing = 0; missing <= (cut ? 3 : 0) && missing < bytes.length; missing++) {
            try {
                CharBuffer text = charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - missing));
                return text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f')
                        ? null
                        : text.toString();
            } catch (CharacterCodingException e) {
                continue;
            }
        }
        return null;
    }
}
