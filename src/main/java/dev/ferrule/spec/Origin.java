package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Documents that are no API descriptions but say enough to make one of. What is made is an OpenAPI document, which takes
 * the other's place: it is read, kept and shown, so that evidence points into something that exists, and so that what a
 * recording knows beyond the API (credentials, cookies, people's data) is nowhere.
 */
enum Origin {
    POSTMAN("postman", "a Postman collection", 0.6) {
        @Override
        boolean is(JsonNode root) {
            JsonNode collection = PostmanCollection.unwrapped(root);
            return collection.path("item").isArray() && (collection.path("info").isObject() || collection != root);
        }

        @Override
        ObjectNode convert(JsonNode root, Warnings warnings, Budget budget) {
            return new PostmanCollection(PostmanCollection.unwrapped(root), warnings, budget).asOpenApi();
        }
    },
    HAR("har", "a recording (HAR)", 0.4) {
        @Override
        boolean is(JsonNode root) {
            return root.path("log").path("entries").isArray();
        }

        @Override
        ObjectNode convert(JsonNode root, Warnings warnings, Budget budget) {
            return new HarRecording(root, warnings, budget).asOpenApi();
        }
    },
    DISCOVERY("discovery", "a Google Discovery document", 0.9) {
        @Override
        boolean is(JsonNode root) {
            return root.path("kind").asText().equals("discovery#restDescription")
                    || root.has("discoveryVersion") && (root.has("resources") || root.has("methods"));
        }

        @Override
        ObjectNode convert(JsonNode root, Warnings warnings, Budget budget) {
            return new DiscoveryDocument(root, warnings, budget).asOpenApi();
        }
    };

    private final String format;
    private final String title;
    private final double confidence;

    Origin(String format, String title, double confidence) {
        this.format = format;
        this.title = title;
        this.confidence = confidence;
    }

    abstract boolean is(JsonNode root);

    /** An OpenAPI 3 document without any value that was sent or received. */
    abstract ObjectNode convert(JsonNode root, Warnings warnings, Budget budget);

    String format() {
        return format;
    }

    /** Null for what is an API description of its own, or nothing that is known. */
    static @Nullable Origin of(JsonNode root) {
        if (root.isObject() && !root.has("openapi") && !root.has("swagger")) {
            for (Origin origin : values()) {
                if (origin.is(root)) {
                    return origin;
                }
            }
        }
        return null;
    }

    ObjectNode converted(JsonNode root, Warnings warnings, Budget budget) {
        ObjectNode document = convert(root, warnings, budget);
        document.putObject("x-derived-from").put("format", format).put("confidence", confidence);
        warnings.add(
                "derived",
                "The operations were made from " + title + " (confidence " + confidence + "). "
                        + (this == DISCOVERY
                                ? "It describes the API in another form."
                                : "It shows requests that somebody sent: what they did not send is unknown, no value was"
                                        + " kept, and parameters in paths and the kinds of values are guesses."),
                "");
        return document;
    }
}
