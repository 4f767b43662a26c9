package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies of Swagger 2.0 (a body parameter, form fields, a response's schema) in the terms of OpenAPI 3. */
final class Swagger2Body {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    private final JsonNode root;
    private final PathItem.Entry entry;
    private final ContractSchemas schemas;

    Swagger2Body(JsonNode root, PathItem.Entry entry, ContractSchemas schemas) {
        this.root = root;
        this.entry = entry;
        this.schemas = schemas;
    }

    Contract.@Nullable Body of(Collection<DeclaredParameters.Declared> declared) {
        for (DeclaredParameters.Declared parameter : declared) {
            if (parameter.in().equals("body")) {
                return body(parameter.target());
            }
        }
        List<DeclaredParameters.Declared> fields = declared.stream()
                .filter(parameter -> parameter.in().equals("formData"))
                .toList();
        return fields.isEmpty() ? null : form(fields);
    }

    private Contract.Body body(References.Target target) {
        String at = target.pointer() + "/schema";
        Map<String, Object> schema = schemas.of(target.node().get("schema"), at);
        List<Object> examples = schemas.examples(target.node(), target.pointer());
        List<String> types = mediaTypes("consumes").stream()
                .filter(type -> !type.equals(FORM) && !type.equals(MULTIPART))
                .toList();
        List<Contract.Content> contents = (types.isEmpty() ? List.of("application/json") : types)
                .stream()
                        .map(type -> new Contract.Content(type, schema, examples, List.of()))
                        .toList();
        return new Contract.Body(
                target.node().path("required").asBoolean(),
                Texts.text(target.node(), "description", 2_000),
                OperationContract.jsonFirst(contents),
                target.pointer());
    }

    private Contract.Body form(List<DeclaredParameters.Declared> fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        List<Contract.Encoding> encodings = new ArrayList<>();
        boolean files = false;
        for (DeclaredParameters.Declared field : fields) {
            JsonNode node = field.target().node();
            properties.put(field.name(), schemas.of(node, field.target().pointer()));
            files |= node.path("type").asText().equals("file");
            if (node.path("required").asBoolean()) {
                required.add(field.name());
            }
            if (node.path("type").asText().equals("array")) {
                String format = node.path("collectionFormat").asText("csv");
                encodings.add(new Contract.Encoding(
                        field.name(), null, ContractParameters.style(format, "form"), format.equals("multi"), false));
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", Collections.unmodifiableMap(properties));
        if (!required.isEmpty()) {
            schema.put("required", List.copyOf(required));
        }
        Map<String, Object> form = Collections.unmodifiableMap(schema);
        List<String> consumed = mediaTypes("consumes");
        List<Contract.Content> contents = new ArrayList<>();
        if (!files && (consumed.contains(FORM) || !consumed.contains(MULTIPART))) {
            contents.add(new Contract.Content(FORM, form, List.of(), List.copyOf(encodings)));
        }
        if (files || consumed.contains(MULTIPART)) {
            contents.add(new Contract.Content(MULTIPART, form, List.of(), List.copyOf(encodings)));
        }
        return new Contract.Body(!required.isEmpty(), null, List.copyOf(contents), entry.pointer() + "/parameters");
    }

    /** Examples stand beside the schema, by media type. */
    List<Contract.Content> answer(JsonNode response, String pointer) {
        JsonNode schema = response.get("schema");
        if (schema == null || !schema.isObject()) {
            return List.of();
        }
        Map<String, Object> written = schemas.of(schema, pointer + "/schema");
        List<Contract.Content> contents = new ArrayList<>();
        List<String> types = mediaTypes("produces");
        for (String type : types.isEmpty() ? List.of("application/json") : types) {
            JsonNode example = response.path("examples").get(type);
            Object plain = example == null ? null : schemas.plain(example);
            contents.add(new Contract.Content(type, written, plain == null ? List.of() : List.of(plain), List.of()));
        }
        return OperationContract.jsonFirst(contents);
    }

    private List<String> mediaTypes(String name) {
        JsonNode own = entry.operation().get(name);
        return Texts.texts(own == null ? root.get(name) : own, 20);
    }
}
