package dev.ferrule.spec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One method and path of a spec: the unit that is indexed and found. Swagger 2.0 is put into OpenAPI 3 terms; texts are
 * as published.
 *
 * @param operationId readable and unique within its spec, and the same whenever the same document is read: the
 *     declared one where it is usable, else one made of method and path
 * @param method upper case
 * @param path letter for letter the spec's
 * @param security what applies to this operation (its own or the document's); empty: nothing is declared. A {@code
 *     security: []} that is written out is one requirement without schemes
 * @param servers those declared for this operation or path only; empty: the document's apply
 * @param pointer of the operation in the document, as a URI fragment
 */
public record Operation(
        String operationId,
        String method,
        String path,
        @Nullable String summary,
        @Nullable String description,
        List<String> tags,
        List<Parameter> parameters,
        @Nullable Body requestBody,
        List<Response> responses,
        List<SecurityRequirement> security,
        List<Server> servers,
        boolean deprecated,
        String pointer) {

    /**
     * @param in {@code path}, {@code query}, {@code header} or {@code cookie}
     * @param schema a JSON Schema with local references followed within a budget; what lies beyond it stays a {@code $ref}
     */
    public record Parameter(
            String name,
            String in,
            boolean required,
            @Nullable String description,
            Map<String, Object> schema) {}

    /** Form fields of Swagger 2.0 appear as an object schema. */
    public record Body(boolean required, @Nullable String description, List<Content> contents) {}

    /** @param status such as {@code 200}, {@code 4XX} or {@code default} */
    public record Response(String status, @Nullable String description, List<Content> contents) {}

    /** A media type and its (bounded) JSON Schema; the schema is empty where the spec gives none. */
    public record Content(String mediaType, Map<String, Object> schema) {}
}
