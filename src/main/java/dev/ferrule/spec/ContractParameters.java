package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a contract: how each is written, its defaults filled in. */
final class ContractParameters {

    private static final int DESCRIPTION = 2_000;
    private static final Set<String> STYLES =
            Set.of("form", "simple", "label", "matrix", "spaceDelimited", "pipeDelimited", "deepObject", "cookie");

    private final Dialect dialect;
    private final ContractSchemas schemas;

    ContractParameters(Dialect dialect, ContractSchemas schemas) {
        this.dialect = dialect;
        this.schemas = schemas;
    }

    List<Contract.Parameter> of(Collection<DeclaredParameters.Declared> declared, PathItem.Entry entry) {
        List<Contract.Parameter> parameters = new ArrayList<>();
        for (DeclaredParameters.Declared parameter : declared) {
            if (!parameter.in().equals("body") && !parameter.in().equals("formData")) {
                parameters.add(dialect.swagger2() ? swagger2(parameter) : openApi3(parameter));
            }
        }
        PathTemplate.undeclared(entry.path(), parameters)
                .forEach(name -> parameters.add(new Contract.Parameter(
                        name,
                        "path",
                        true,
                        false,
                        null,
                        "simple",
                        false,
                        false,
                        false,
                        null,
                        Map.of("type", "string"),
                        List.of(),
                        entry.pointer())));
        return List.copyOf(parameters);
    }

    private Contract.Parameter openApi3(DeclaredParameters.Declared declared) {
        JsonNode node = declared.target().node();
        String at = declared.target().pointer();
        String mediaType = null;
        JsonNode described = node;
        if (!node.has("schema")
                && node.path("content").isObject()
                && !node.get("content").isEmpty()) {
            mediaType = node.get("content").fieldNames().next();
            described = node.get("content").get(mediaType);
            at += "/content/" + Texts.escaped(mediaType);
        }
        String style = Texts.text(node, "style", 40);
        String used = style != null && STYLES.contains(style) ? style : usual(declared.in());
        JsonNode explode = node.path("explode");
        return parameter(
                declared,
                used,
                explode.isBoolean() ? explode.booleanValue() : used.equals("form"),
                mediaType == null ? null : Texts.shortened(mediaType, 200),
                schemas.of(described.get("schema"), at + "/schema"),
                schemas.examples(described, at));
    }

    private static String usual(String in) {
        return in.equals("query") || in.equals("cookie") ? "form" : "simple";
    }

    private Contract.Parameter swagger2(DeclaredParameters.Declared declared) {
        JsonNode node = declared.target().node();
        String format = node.path("collectionFormat").asText("csv");
        return parameter(
                declared,
                style(format, usual(declared.in())),
                format.equals("multi"),
                null,
                schemas.of(node, declared.target().pointer()),
                List.of());
    }

    /** What a Swagger 2.0 {@code collectionFormat} is called in OpenAPI 3. */
    static String style(String collectionFormat, String usual) {
        return switch (collectionFormat) {
            case "ssv" -> "spaceDelimited";
            case "pipes" -> "pipeDelimited";
            case "tsv" -> "tabDelimited";
            default -> usual;
        };
    }

    private static Contract.Parameter parameter(
            DeclaredParameters.Declared declared,
            String style,
            boolean explode,
            @Nullable String mediaType,
            Map<String, Object> schema,
            List<Object> examples) {
        JsonNode node = declared.target().node();
        return new Contract.Parameter(
                declared.name(),
                declared.in(),
                declared.in().equals("path") || node.path("required").asBoolean(),
                node.path("deprecated").asBoolean(),
                Texts.text(node, "description", DESCRIPTION),
                style,
                explode,
                node.path("allowReserved").asBoolean(),
                node.path("allowEmptyValue").asBoolean(),
                mediaType,
                schema,
                examples,
                declared.target().pointer());
    }
}
