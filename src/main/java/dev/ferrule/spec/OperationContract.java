package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together the contract of one operation: exact, where {@link OperationReader} makes an outline. */
final class OperationContract {

    private static final int DESCRIPTION = 2_000;
    private static final int RESPONSES = 60;
    private static final int MEDIA_TYPES = 40;
    private static final int HEADERS = 200;

    private final JsonNode root;
    private final Dialect dialect;
    private final References references;
    private final Warnings warnings;
    private final Budget budget;
    private final ContractSchemas schemas;

    OperationContract(JsonNode root, Dialect dialect, References references, Warnings warnings, Budget budget) {
        this.root = root;
        this.dialect = dialect;
        this.references = references;
        this.warnings = warnings;
        this.budget = budget;
        this.schemas = new ContractSchemas(references, dialect, budget);
    }

    Contract of(PathItem.Entry entry) {
        List<DeclaredParameters.Declared> declared =
                List.copyOf(new DeclaredParameters(references, warnings, budget).of(entry));
        ContractParameters parameters = new ContractParameters(dialect, schemas);
        Contract.Body body = dialect.swagger2()
                ? new Swagger2Body(root, entry, schemas).of(declared)
                : body(entry.operation().get("requestBody"), entry.pointer() + "/requestBody");
        List<Contract.Parameter> read = parameters.of(declared, entry);
        List<Contract.Response> responses = responses(entry);
        List<Contract.Callback> callbacks = callbacks(entry);
        Map<String, Object> definitions = schemas.definitions();
        return new Contract(
                entry.method(),
                entry.path(),
                read,
                body,
                responses,
                definitions,
                schemas.cut(),
                callbacks,
                entry.pointer());
    }

    private Contract.@Nullable Body body(@Nullable JsonNode declared, String pointer) {
        References.Target target = declared == null ? null : references.follow(declared, pointer);
        if (target == null || !target.node().isObject()) {
            return null;
        }
        return new Contract.Body(
                target.node().path("required").asBoolean(),
                Texts.text(target.node(), "description", DESCRIPTION),
                contents(target.node().path("content"), target.pointer() + "/content"),
                target.pointer());
    }

    private List<Contract.Content> contents(JsonNode declared, String pointer) {
        List<Contract.Content> contents = new ArrayList<>();
        declared.fields().forEachRemaining(field -> {
            if (contents.size() >= MEDIA_TYPES || field.getKey().startsWith("x-")) {
                return;
            }
            String at = pointer + "/" + Texts.escaped(field.getKey());
            JsonNode media = field.getValue();
            contents.add(new Contract.Content(
                    Texts.shortened(field.getKey(), 200),
                    schema(media, at),
                    schemas.examples(media, at),
                    encodings(media.path("encoding"))));
        });
        return jsonFirst(contents);
    }

    /** Of a stream (OpenAPI 3.2) the array of what comes one after the other. */
    private Map<String, Object> schema(JsonNode media, String at) {
        return dialect == Dialect.OPENAPI_3_2 && !media.has("schema") && media.has("itemSchema")
                ? Map.of("type", "array", "items", schemas.of(media.get("itemSchema"), at + "/itemSchema"))
                : schemas.of(media.get("schema"), at + "/schema");
    }

    static List<Contract.Content> jsonFirst(List<Contract.Content> contents) {
        return contents.stream()
                .sorted(Comparator.comparing(
                        content -> !content.mediaType().toLowerCase(Locale.ROOT).contains("json")))
                .toList();
    }

    private static List<Contract.Encoding> encodings(JsonNode declared) {
        List<Contract.Encoding> encodings = new ArrayList<>();
        declared.fields().forEachRemaining(field -> {
            JsonNode encoding = field.getValue();
            if (encodings.size() < HEADERS && encoding.isObject()) {
                encodings.add(new Contract.Encoding(
                        field.getKey(),
                        Texts.text(encoding, "contentType", 200),
                        Texts.text(encoding, "style", 40),
                        encoding.path("explode").isBoolean()
                                ? encoding.get("explode").booleanValue()
                                : null,
                        encoding.path("allowReserved").asBoolean()));
            }
        });
        return List.copyOf(encodings);
    }

    private List<Contract.Response> responses(PathItem.Entry entry) {
        List<Contract.Response> responses = new ArrayList<>();
        entry.operation().path("responses").fields().forEachRemaining(field -> {
            budget.checkTime();
            String status = field.getKey();
            if (status.startsWith("x-") || responses.size() >= RESPONSES) {
                return;
            }
            String at = entry.pointer() + "/responses/" + Texts.escaped(status);
            References.Target target = references.follow(field.getValue(), at);
            JsonNode response = target == null ? null : target.node();
            responses.add(
                    target == null || response == null || !response.isObject()
                            ? new Contract.Response(Texts.shortened(status, 20), null, List.of(), List.of(), at)
                            : response(status, response, target.pointer(), entry));
        });
        return List.copyOf(responses);
    }

    private Contract.Response response(String status, JsonNode response, String pointer, PathItem.Entry entry) {
        List<Contract.Content> contents = dialect.swagger2()
                ? new Swagger2Body(root, entry, schemas).answer(response, pointer)
                : contents(response.path("content"), pointer + "/content");
        return new Contract.Response(
                Texts.shortened(status, 20),
                Texts.text(response, "description", DESCRIPTION),
                headers(response.path("headers"), pointer + "/headers"),
                contents,
                pointer);
    }

    private List<Contract.Header> headers(JsonNode declared, String pointer) {
        List<Contract.Header> headers = new ArrayList<>();
        declared.fields().forEachRemaining(field -> {
            String at = pointer + "/" + Texts.escaped(field.getKey());
            References.Target target = headers.size() < HEADERS ? references.follow(field.getValue(), at) : null;
            if (target != null && target.node().isObject()) {
                JsonNode header = target.node();
                JsonNode schema = dialect.swagger2() ? header : header.get("schema");
                headers.add(new Contract.Header(
                        Texts.shortened(field.getKey(), 200),
                        header.path("required").asBoolean(),
                        schemas.of(schema, target.pointer() + (dialect.swagger2() ? "" : "/schema"))));
            }
        });
        return List.copyOf(headers);
    }

    private List<Contract.Callback> callbacks(PathItem.Entry entry) {
        List<Contract.Callback> callbacks = new ArrayList<>();
        entry.operation().path("callbacks").fields().forEachRemaining(field -> {
            String at = entry.pointer() + "/callbacks/" + Texts.escaped(field.getKey());
            References.Target target = references.follow(field.getValue(), at);
            if (target != null) {
                target.node()
                        .fields()
                        .forEachRemaining(place -> place.getValue().fieldNames().forEachRemaining(method -> {
                            if (callbacks.size() < 50 && PathItem.isMethod(method)) {
                                callbacks.add(new Contract.Callback(
                                        Texts.shortened(field.getKey(), 200),
                                        Texts.shortened(place.getKey(), 500),
                                        method.toUpperCase(Locale.ROOT),
                                        target.pointer() + "/" + Texts.escaped(place.getKey()) + "/" + method));
                            }
                        }));
            }
        });
        return List.copyOf(callbacks);
    }
}
