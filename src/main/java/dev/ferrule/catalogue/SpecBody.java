package dev.ferrule.catalogue;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The body of a request that adds a spec: the document itself, or where to get it. */
final class SpecBody {

    /** A document may be so large (the largest that is known to be public has 47 MB). */
    static final int MOST_BYTES = 64 << 20;

    private static final int MOST_OF_OVERLAY = 4 << 20;

    /** What asks for a URL is shorter than this; every API description worth the name is another kind of object. */
    private static final int LONGEST_ORDER = 10_000;

    private SpecBody() {}

    static byte[] checked(byte[] bytes) {
        if (bytes.length == 0) {
            throw Problem.invalid("", "The request has no body. Send an API description, or {\"url\":\"https://…\"}.");
        }
        return bytes;
    }

    /** It stays in memory beside its document, so it may not be as large. */
    static byte[] overlay(long announced, InputStream overlay) throws IOException {
        try (overlay) {
            if (announced > MOST_OF_OVERLAY) {
                throw new Problem(
                        Kind.TOO_LARGE,
                        "overlay-too-large",
                        "The overlay is larger than " + (MOST_OF_OVERLAY >> 20) + " MB. Divide it.");
            }
            return checked(overlay.readNBytes(MOST_OF_OVERLAY));
        }
    }

    static Problem tooLarge() {
        return new Problem(
                Kind.TOO_LARGE,
                "spec-too-large",
                "The document is larger than " + (MOST_BYTES >> 20) + " MB. Split it, or leave examples out.");
    }

    /** @param overlay to be applied to what is fetched; null: none */
    record Order(String url, byte @Nullable [] overlay) {}

    /** The URL that the body asks to be fetched; empty when the body is a document. */
    static Optional<Order> order(byte[] body) {
        if (body.length > LONGEST_ORDER || !startsAsObject(body)) {
            return Optional.empty();
        }
        try {
            JsonNode json = CatalogueJson.MAPPER.readTree(body);
            JsonNode url = json.get("url");
            boolean described = json.has("openapi") || json.has("swagger") || json.has("paths") || json.has("info");
            if (url == null || described) {
                return Optional.empty();
            }
            if (!url.isString()) {
                throw Problem.invalid("/url", "url must be text, such as \"https://example.com/openapi.json\".");
            }
            JsonNode overlay = json.get("overlay");
            byte[] bytes = overlay == null || overlay.isNull() ? null : CatalogueJson.MAPPER.writeValueAsBytes(overlay);
            return Optional.of(new Order(url.asString(), bytes));
        } catch (JacksonException e) {
            return Optional.empty(); // the reader of specs says what is wrong with it, and where
        }
    }

    private static boolean startsAsObject(byte[] body) {
        for (byte b : body) {
            if (b > ' ') {
                return b == '{';
            }
        }
        return false;
    }
}
