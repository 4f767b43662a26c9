package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.egress.Call;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final String SECRET = "p4ss/wörd+\"of& mine";
    private final Redaction redaction = new Redaction(List.of(SECRET, "abc"));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "use", "user", "user:", "a:b"})
    void aSecretIsFoundWithinBase64WhereverItStands(String before) {
        for (String after : List.of("", "x", "yy", "zzz")) {
            byte[] whole = bytes(before + SECRET + after);
            for (Base64.Encoder encoder : List.of(
                    Base64.getEncoder(),
                    Base64.getUrlEncoder(),
                    Base64.getEncoder().withoutPadding())) {
                String shown = redaction.text("{\"echo\":\"" + encoder.encodeToString(whole) + "\"}");
                assertThat(shown).isEqualTo("{\"echo\":\"***\"}");
            }
        }
    }

    @Test
    void aSecretIsFoundInAnySpelling() {
        StringBuilder everyByte = new StringBuilder();
        for (byte b : bytes(SECRET)) {
            everyByte.append(String.format("%%%02x", b));
        }
        String percent = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        for (String spelling : List.of(
                SECRET,
                SECRET.replace("\"", "\\\""),
                percent,
                percent.replace("+", "%20"),
                percent.toLowerCase(java.util.Locale.ROOT).replace("%", "%"),
                everyByte.toString(),
                HexFormat.of().formatHex(bytes(SECRET)))) {
            assertThat(redaction.text("q=" + spelling + "&r=1"))
                    .as(spelling)
                    .contains("***")
                    .endsWith("&r=1");
            assertThat(redaction.text("q=" + spelling + "&r=1")).doesNotContain("p4ss", "mine");
        }
        assertThat(new String(redaction.bytes(bytes("\0\1" + SECRET + "\2")), StandardCharsets.UTF_8))
                .isEqualTo("\0\1" + "*".repeat(bytes(SECRET).length) + "\2");
        assertThat(redaction.text("100% of abc is $fine\\")).isEqualTo("100% of abc is $fine\\");
        assertThat(redaction.toString()).doesNotContain("p4ss");
    }

    @Test
    void allThatSigningAddedIsMasked() {
        Call plain = new Call(
                "POST",
                URI.create("https://api.test/a/%7Bkey%7D?x=1"),
                List.of(new Call.Header("Accept", "text/plain")),
                bytes("hello"));
        Call signed = plain.to(URI.create("https://api.test/a/abc?x=1&api_key=abc&sig"))
                .with("Authorization", "Bearer abc")
                .with("X-Signature", "77");
        Call shown = redaction.shown(plain, signed);
        assertThat(shown.uri()).hasToString("https://api.test/a/%7Bkey%7D?x=1&api_key=***&***");
        assertThat(shown.header("Authorization")).isEqualTo("Bearer ***");
        assertThat(shown.header("X-Signature")).isEqualTo("***");
        assertThat(shown.header("Accept")).isEqualTo("text/plain");
        assertThat(shown.body()).isEqualTo(bytes("hello"));
    }
}
