package dev.ferrule.contract;

import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Body;
import dev.ferrule.spec.Contract.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Checks the body that a caller gave and writes it in its media type. */
final class Bodies {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BYTES = "application/octet-stream";

    private final Schemas schemas;
    private final Contract contract;
    private final Problems problems;

    Bodies(Schemas schemas, Contract contract, Problems problems) {
        this.schemas = schemas;
        this.contract = contract;
        this.problems = problems;
    }

    /** @param contentType null without a body */
    record Written(byte[] bytes, @Nullable String contentType) {

        static final Written NOTHING = new Written(new byte[0], null);
    }

    /** @param wanted the media type that the caller names; null: the first that takes such a value */
    Written write(@Nullable Object value, @Nullable String wanted) {
        Body body = contract.body();
        if (value == null) {
            if (body != null && body.required()) {
                problems.add("/body", "is required");
            }
            return Written.NOTHING;
        }
        if (body == null) {
            problems.add("/body", "is not known here: this operation takes no body");
            return Written.NOTHING;
        }
        Content content = content(body, value, wanted);
        if (content == null) {
            return Written.NOTHING;
        }
        String pointer = body.pointer() + (body.pointer().contains("/parameters/") ? "/schema" : place(content));
        String type = wanted != null && MediaTypes.isRange(content.mediaType()) ? wanted : content.mediaType();
        return write(content, type, value, pointer);
    }

    private static String place(Content content) {
        return "/content/" + Pointers.escaped(content.mediaType()) + "/schema";
    }

    private @Nullable Content content(Body body, Object value, @Nullable String wanted) {
        if (body.contents().isEmpty()) {
            return new Content(wanted == null ? MediaTypes.JSON : wanted, Map.of(), List.of(), List.of());
        }
        List<Content> possible = body.contents().stream()
                .filter(content -> wanted == null
                        || MediaTypes.matches(content.mediaType(), wanted)
                        || content.mediaType().equalsIgnoreCase(wanted))
                .toList();
        if (possible.isEmpty()) {
            problems.add(
                    "/body",
                    "must be of the media type "
                            + String.join(
                                    " or ",
                                    body.contents().stream()
                                            .map(Content::mediaType)
                                            .limit(8)
                                            .toList()));
            return null;
        }
        return possible.stream()
                .filter(content -> takes(content.mediaType(), value))
                .findFirst()
                .orElse(possible.get(0));
    }

    private static boolean takes(String mediaType, Object value) {
        if (MediaTypes.isForm(mediaType) || MediaTypes.isMultipart(mediaType)) {
            return value instanceof Map && FileValue.of(value) == null;
        }
        return MediaTypes.isText(mediaType) ? !(value instanceof Map) && !(value instanceof List) : true;
    }

    private Written write(Content content, String type, Object value, String spec) {
        if (MediaTypes.isForm(type)) {
            return new Written(new Form(content, parts(content, value, spec)).urlEncoded(), type);
        }
        if (MediaTypes.isMultipart(type)) {
            Multipart multipart = new Multipart(content, parts(content, value, spec), schemaOf(content));
            return new Written(multipart.bytes(), MediaTypes.bare(type) + "; boundary=" + multipart.boundary());
        }
        FileValue file = FileValue.of(value);
        if (MediaTypes.isJson(type) || file == null && MediaTypes.isRange(type) && !(value instanceof String)) {
            check(content, value, spec);
            return new Written(
                    json(value).getBytes(StandardCharsets.UTF_8), MediaTypes.isRange(type) ? MediaTypes.JSON : type);
        }
        if (file != null) {
            String own = file.contentType();
            return new Written(file.bytes(), MediaTypes.isRange(type) ? own == null ? BYTES : own : type);
        }
        if (value instanceof Map || value instanceof List) {
            problems.add(
                    "/body",
                    "must be given as the text of the " + MediaTypes.bare(type)
                            + " itself, or as an object with its bytes in base64");
            return Written.NOTHING;
        }
        String shape = Shape.of(content.schema(), contract.defs()).type();
        if (MediaTypes.bare(type).equals("text/plain") && !shape.equals("object") && !shape.equals("array")) {
            problems.addAll(
                    new ParameterCheck(schemas, contract).asText(content.schema(), value, Side.REQUEST, "/body", spec));
        }
        String sent = MediaTypes.isRange(type)
                ? type.startsWith("text/") || type.startsWith("*") ? "text/plain" : BYTES
                : type;
        return new Written(Styles.plain(value).getBytes(StandardCharsets.UTF_8), sent);
    }

    private void check(Content content, Object value, String spec) {
        problems.addAll(schemas.check(contract, content.schema(), JSON.valueToTree(value), Side.REQUEST, "/body", spec)
                .mismatches());
    }

    /** The fields of a form, checked. */
    private Map<?, ?> parts(Content content, Object value, String spec) {
        if (!(value instanceof Map<?, ?> fields)) {
            problems.add("/body", "must be an object with the fields of the form");
            return Map.of();
        }
        problems.addAll(new ParameterCheck(schemas, contract)
                .asText(content.schema(), Multipart.filesAsText(fields), Side.REQUEST, "/body", spec));
        return fields;
    }

    /** The properties of a form, found behind references. */
    private Map<String, Object> schemaOf(Content content) {
        Map<String, Object> schema = content.schema();
        for (int hop = 0; hop < 10 && schema.get("$ref") instanceof String ref; hop++) {
            schema = contract.defs().get(ref.substring(ref.lastIndexOf('/') + 1)) instanceof Map<?, ?> found
                    ? stringKeys(found)
                    : Map.of();
        }
        return schema;
    }

    @SuppressWarnings("unchecked") // A contract's schemas have names for keys.
    private static Map<String, Object> stringKeys(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }
}
