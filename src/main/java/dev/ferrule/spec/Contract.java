package dev.ferrule.spec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a spec says about calling one operation: exact, where {@link Operation} is a bounded outline made to be stored
 * and found. It is read from the document when somebody wants to call. Swagger 2.0 is put into OpenAPI 3 terms, and every
 * schema into JSON Schema 2020-12, whatever dialect the document is written in.
 *
 * @param method upper case
 * @param path letter for letter the spec's
 * @param defs the schemas that others point to by {@code "$ref": "#/$defs/NAME"}; only those that can be reached from here.
 *     The {@code $comment} of each is its pointer in the document
 * @param cut some schemas were left out, because there were too many: their place is taken by {@code {}}
 * @param callbacks requests that the system sends in its turn (OpenAPI 3 {@code callbacks})
 * @param pointer of the operation in the document, as a URI fragment
 */
public record Contract(
        String method,
        String path,
        List<Parameter> parameters,
        @Nullable Body body,
        List<Response> responses,
        Map<String, Object> defs,
        boolean cut,
        List<Callback> callbacks,
        String pointer) {

    /** Bytes of heap that it takes, roughly: for those who keep some and must not keep too many. */
    public int weight() {
        long weight = 2_000 + weight(defs) + 1_000L * parameters.size();
        for (Parameter parameter : parameters) {
            weight += weight(parameter.schema) + weight(parameter.examples);
        }
        for (Content content : body == null ? List.<Content>of() : body.contents) {
            weight += 500 + weight(content.schema) + weight(content.examples);
        }
        for (Response response : responses) {
            weight += 500 + 500L * response.headers.size();
            for (Content content : response.contents) {
                weight += 500 + weight(content.schema) + weight(content.examples);
            }
        }
        return (int) Math.min(Integer.MAX_VALUE, weight);
    }

    private static long weight(@Nullable Object value) {
        long weight = 60;
        if (value instanceof String text) {
            weight += 2L * text.length();
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                weight += 60 + weight(entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                weight += weight(item);
            }
        }
        return weight;
    }

    /**
     * @param in {@code path}, {@code query}, {@code header} or {@code cookie}
     * @param style as OpenAPI 3 names it, its default filled in; Swagger 2.0's {@code tsv} is {@code tabDelimited}
     * @param mediaType how the value is written as one text ({@code content}); null: by {@code style}
     * @param examples of the parameter or its media type, first the best; plain values
     * @param pointer of the parameter in the document
     */
    public record Parameter(
            String name,
            String in,
            boolean required,
            boolean deprecated,
            @Nullable String description,
            String style,
            boolean explode,
            boolean allowReserved,
            boolean allowEmptyValue,
            @Nullable String mediaType,
            Map<String, Object> schema,
            List<Object> examples,
            String pointer) {}

    /** @param contents JSON first */
    public record Body(boolean required, @Nullable String description, List<Content> contents, String pointer) {}

    /**
     * @param mediaType as published, perhaps a range such as {@code image/*}
     * @param schema empty: the spec gives none
     * @param encodings of the fields of a form
     */
    public record Content(
            String mediaType, Map<String, Object> schema, List<Object> examples, List<Encoding> encodings) {}

    /** How one field of a form or a multipart body is written; null: the default of its type. */
    public record Encoding(
            String property,
            @Nullable String contentType,
            @Nullable String style,
            @Nullable Boolean explode,
            boolean allowReserved) {}

    /** @param status such as {@code 200}, {@code 4XX} or {@code default} */
    public record Response(
            String status,
            @Nullable String description,
            List<Header> headers,
            List<Content> contents,
            String pointer) {}

    public record Header(String name, boolean required, Map<String, Object> schema) {}

    /** @param expression where it goes, a runtime expression such as {@code {$request.body#/callbackUrl}} */
    public record Callback(String name, String expression, String method, String pointer) {}
}
