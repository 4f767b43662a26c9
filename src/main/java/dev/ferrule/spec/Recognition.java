package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ferrule.problem.Problem;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says what a document is by its own fields, because swagger-parser answers with an empty model to almost anything. What
 * is no supported description is refused by its name, with what to do instead.
 */
final class Recognition {

    private static final String CONVERT = "Convert it to OpenAPI 3, then send that.";

    private static final Pattern GRAPHQL = Pattern.compile("(?s)\\A(?>\\s|#[^\\n]*\\n|\"\"\".*?\"\"\"|\"[^\"\\n]*\")*+"
            + "(extend\\s+)?(schema|type|interface|union|enum|input|scalar|directive)\\b[^:\\n]*(\\{|=|@|\\n).*");
    private static final Pattern PROTOBUF = Pattern.compile("(?s)\\A(\\s|//[^\\n]*\\n)*syntax\\s*=\\s*\"proto.*");

    private Recognition() {}

    /** Looks at a text that need not be JSON or YAML; returns when it may be. */
    static void refuseOtherText(String head) {
        String start = head.toLowerCase(Locale.ROOT);
        if (start.startsWith("<")) {
            throw markup(start);
        }
        if (start.startsWith("#%raml")) {
            throw SpecProblems.unsupported("RAML", CONVERT);
        }
        if (start.startsWith("format: 1a")) {
            throw SpecProblems.unsupported("API Blueprint", CONVERT);
        }
        if (start.startsWith("%pdf")) {
            throw SpecProblems.notRecognised("It is a PDF file; ask its publisher for the OpenAPI document.");
        }
        if (PROTOBUF.matcher(head).matches()) {
            throw SpecProblems.unsupported("a Protocol Buffers file", CONVERT);
        }
        if (GRAPHQL.matcher(head).matches()) {
            throw SpecProblems.unsupported("a GraphQL schema", "Only HTTP APIs of the OpenAPI kind can be connected.");
        }
    }

    private static Problem markup(String start) {
        if (start.contains("<html") || start.contains("<!doctype html")) {
            return SpecProblems.notRecognised(
                    "It is a web page; look on it for the link to the OpenAPI document (often openapi.json).");
        }
        if (start.contains("wsdl")) {
            return SpecProblems.unsupported("a WSDL description (SOAP)", CONVERT);
        }
        if (start.contains("wadl")) {
            return SpecProblems.unsupported("a WADL description", CONVERT);
        }
        if (start.contains("edmx")) {
            return SpecProblems.unsupported("an OData metadata document", CONVERT);
        }
        return SpecProblems.notRecognised("It is XML.");
    }

    static Dialect dialect(JsonNode root) {
        if (!root.isObject()) {
            throw SpecProblems.notRecognised(
                    root.isArray()
                            ? "It is a list, where an object with 'openapi' or 'swagger' should stand."
                            : "It is a plain text, where an object with 'openapi' or 'swagger' should stand.");
        }
        String openapi = version(root, "openapi");
        String swagger = version(root, "swagger");
        Dialect dialect;
        if (openapi != null) {
            dialect = openApi(openapi);
        } else if (swagger != null) {
            dialect = swagger(swagger);
        } else {
            throw other(root);
        }
        requireContent(root, dialect);
        return dialect;
    }

    private static @Nullable String version(JsonNode root, String field) {
        JsonNode value = root.get(field);
        if (value == null) {
            return null;
        }
        return value.isValueNode() ? value.asText().trim() : value.isObject() ? "an object" : "a list";
    }

    private static Dialect openApi(String version) {
        if (version.equals("3.0") || version.startsWith("3.0.")) {
            return Dialect.OPENAPI_3_0;
        }
        if (version.equals("3.1") || version.startsWith("3.1.")) {
            return Dialect.OPENAPI_3_1;
        }
        if (version.equals("3.2") || version.startsWith("3.2.")) {
            return Dialect.OPENAPI_3_2;
        }
        throw unknownVersion("openapi", version, "3.0.x, 3.1.x or 3.2.x");
    }

    private static Dialect swagger(String version) {
        if (version.equals("2.0") || version.equals("2")) {
            return Dialect.SWAGGER_2_0;
        }
        if (version.startsWith("1.")) {
            throw swagger1(version);
        }
        throw unknownVersion("swagger", version, "2.0");
    }

    private static Problem unknownVersion(String field, String version, String good) {
        return new Problem(
                Problem.Kind.UNPROCESSABLE,
                "spec-version-unsupported",
                "The field '" + field + "' says '" + Texts.shortened(version, 40) + "'; it must say " + good + ".",
                java.util.List.of(new Problem.Violation("/" + field, "must be " + good)));
    }

    private static Problem swagger1(String version) {
        return SpecProblems.unsupported(
                "Swagger " + Texts.shortened(version, 10),
                "Convert it to OpenAPI 3 with a converter (api-spec-converter reads 1.x), then send that.");
    }

    private static void requireContent(JsonNode root, Dialect dialect) {
        JsonNode paths = root.get("paths");
        if (paths != null && !paths.isObject() && !paths.isNull()) {
            throw withoutPaths("'paths' must be an object of path to path item.");
        }
        boolean other = !dialect.swagger2()
                && (root.path("webhooks").isObject() || root.path("components").isObject());
        if ((paths == null || paths.isNull()) && !other) {
            throw withoutPaths("It has no 'paths', so there is nothing to call.");
        }
    }

    private static Problem withoutPaths(String why) {
        return new Problem(
                Problem.Kind.UNPROCESSABLE,
                "spec-without-paths",
                "The document says that it is an API description, but it is not complete. " + why,
                java.util.List.of(new Problem.Violation("/paths", why)));
    }

    private static Problem other(JsonNode root) {
        if (root.has("swaggerVersion")) {
            return swagger1(root.get("swaggerVersion").asText());
        }
        for (Known known : Known.values()) {
            if (known.is(root)) {
                return SpecProblems.unsupported(known.title, known.advice);
            }
        }
        return root.isEmpty()
                ? SpecProblems.notRecognised("It is an empty object.")
                : SpecProblems.notRecognised(
                        "The version field is missing: 'openapi' (such as 3.0.3) or 'swagger' (2.0).");
    }

    /** Other kinds of documents, in the order in which they are tried. */
    private enum Known {
        ASYNCAPI(
                "an AsyncAPI description",
                "Ferrule calls HTTP APIs; use the OpenAPI document of this system.",
                "asyncapi"),
        ARAZZO("an Arazzo description", "Send the OpenAPI documents under its 'sourceDescriptions'.", "arazzo"),
        OVERLAY("an OpenAPI Overlay", "Apply it to its OpenAPI document, then send the result.", "overlay"),
        RAML("RAML", CONVERT, "raml"),
        OPENRPC("an OpenRPC description", "Ferrule calls HTTP APIs of the OpenAPI kind.", "openrpc"),
        SMITHY("a Smithy model", CONVERT, "smithy"),
        POSTMAN(
                "a Postman file that is no collection of version 2",
                "Export the collection as v2.1, then send that; environments hold secrets and are not needed.",
                "item") {
            @Override
            boolean is(JsonNode root) {
                return root.path("info").has("_postman_id")
                        || root.path("info").path("schema").asText().contains("getpostman.com")
                        || root.has("_postman_variable_scope")
                        || root.path("requests").isArray() && root.has("order");
            }
        },
        INSOMNIA("an Insomnia export", "Export its design document as OpenAPI 3.", "__export_format"),
        DISCOVERY("a list of Google Discovery documents", "Send the documents that it names.", "discoveryVersion") {
            @Override
            boolean is(JsonNode root) {
                return root.has("discoveryVersion")
                        || root.path("kind").asText().startsWith("discovery#");
            }
        },
        INTROSPECTION("a GraphQL schema", "Only HTTP APIs of the OpenAPI kind can be connected.", "__schema") {
            @Override
            boolean is(JsonNode root) {
                return root.has("__schema") || root.path("data").has("__schema");
            }
        },
        KUBERNETES("a Kubernetes manifest", "Send the OpenAPI document of the service that it runs.", "apiVersion") {
            @Override
            boolean is(JsonNode root) {
                return root.has("apiVersion") && root.has("kind") && !root.has("resources");
            }
        },
        JSON_SCHEMA("a JSON Schema", "Send the OpenAPI document that uses it.", "$schema") {
            @Override
            boolean is(JsonNode root) {
                return root.path("$schema").asText().contains("json-schema.org")
                        || root.has("type") && root.has("properties");
            }
        };

        private final String title;
        private final String advice;
        private final String field;

        Known(String title, String advice, String field) {
            this.title = title;
            this.advice = advice;
            this.field = field;
        }

        boolean is(JsonNode root) {
            return root.has(field);
        }
    }
}
