package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bodies of a collection's requests and saved answers, by their kind only. */
final class PostmanBody {

    private PostmanBody() {}

    static void of(JsonNode body, Observed seen) {
        switch (body.path("mode").asText("").toLowerCase(Locale.ROOT)) {
            case "raw" -> raw(body, seen);
            case "urlencoded" -> form(body.path("urlencoded"), "application/x-www-form-urlencoded", seen);
            case "formdata" -> form(body.path("formdata"), "multipart/form-data", seen);
            case "graphql" -> graphql(seen);
            case "file" -> {
                InferredSchema bytes = new InferredSchema();
                bytes.type("string");
                seen.bodies.add(new Observed.Payload("application/octet-stream", bytes));
            }
            default -> {
                return;
            }
        }
    }

    private static void raw(JsonNode body, Observed seen) {
        String text = Texts.text(body, "raw", InferredSchema.LONGEST_TEXT);
        if (text == null) {
            return;
        }
        Observed.Payload json = payload(text);
        if (json != null) {
            seen.bodies.add(json);
            return;
        }
        InferredSchema schema = new InferredSchema();
        String language = body.path("options").path("raw").path("language").asText("text");
        if (!language.equals("json")) {
            schema.type("string");
        }
        String type = language.equals("json")
                ? "application/json"
                : language.equals("xml") || text.strip().startsWith("<") ? "application/xml" : "text/plain";
        seen.bodies.add(new Observed.Payload(type, schema));
    }

    /** Null when the text is no JSON. */
    static Observed.@Nullable Payload payload(@Nullable String text) {
        JsonNode sample = InferredSchema.sample(text);
        if (sample == null) {
            return null;
        }
        InferredSchema schema = new InferredSchema();
        schema.add(sample);
        return new Observed.Payload("application/json", schema);
    }

    private static void form(JsonNode fields, String type, Observed seen) {
        InferredSchema form = new InferredSchema();
        form.type("object");
        for (JsonNode field : fields) {
            String name = Texts.text(field, "key", 200);
            if (name != null) {
                form.property(name)
                        .type(
                                field.path("type").asText().equals("file")
                                        ? "string"
                                        : InferredSchema.typeOf(Texts.text(field, "value", 100)));
            }
        }
        seen.bodies.add(new Observed.Payload(type, form));
    }

    private static void graphql(Observed seen) {
        InferredSchema body = new InferredSchema();
        body.type("object");
        body.property("query").type("string");
        body.property("variables").type("object");
        seen.bodies.add(new Observed.Payload("application/json", body));
    }
}
