package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Security schemes and requirements of one document. */
final class Securities {

    private static final int MOST = 200;

    private final JsonNode root;
    private final Dialect dialect;
    private final References references;
    private final Warnings warnings;
    private final List<SecurityRequirement> ofDocument;

    Securities(JsonNode root, Dialect dialect, References references, Warnings warnings) {
        this.root = root;
        this.dialect = dialect;
        this.references = references;
        this.warnings = warnings;
        List<SecurityRequirement> declared = requirements(root);
        this.ofDocument = declared == null ? List.of() : declared;
    }

    /** Empty if the document declares none. */
    List<SecurityRequirement> ofDocument() {
        return ofDocument;
    }

    /** The operation's own, else the document's. */
    List<SecurityRequirement> of(JsonNode operation) {
        List<SecurityRequirement> own = requirements(operation);
        return own == null ? ofDocument : own;
    }

    /** Null if nothing is declared there; an empty list in the document is one requirement of nothing. */
    private static @Nullable List<SecurityRequirement> requirements(JsonNode declaring) {
        JsonNode declared = declaring.get("security");
        if (declared == null || !declared.isArray()) {
            return null;
        }
        List<SecurityRequirement> requirements = new ArrayList<>(declared.size() < MOST ? declared.size() : MOST);
        for (JsonNode item : declared) {
            if (item.isObject() && requirements.size() < MOST) {
                Map<String, List<String>> schemes = new LinkedHashMap<>();
                item.fields().forEachRemaining(field -> {
                    if (schemes.size() < MOST) {
                        schemes.put(field.getKey(), List.copyOf(Texts.texts(field.getValue(), 500)));
                    }
                });
                requirements.add(new SecurityRequirement(Collections.unmodifiableMap(schemes)));
            }
        }
        return requirements.isEmpty() ? List.of(new SecurityRequirement(Map.of())) : List.copyOf(requirements);
    }

    List<SecurityScheme> schemes(Interpreter interpreter) {
        JsonNode declared = dialect.swagger2()
                ? root.path("securityDefinitions")
                : root.path("components").path("securitySchemes");
        String base = dialect.swagger2() ? "#/securityDefinitions/" : "#/components/securitySchemes/";
        List<SecurityScheme> schemes = new ArrayList<>();
        declared.fields().forEachRemaining(field -> {
            String pointer = base + Texts.escaped(field.getKey());
            References.Target target = references.follow(field.getValue(), pointer);
            if (target != null && target.node().isObject() && schemes.size() < MOST) {
                schemes.add(scheme(field.getKey(), target.node(), pointer, interpreter));
            }
        });
        return List.copyOf(schemes);
    }

    private SecurityScheme scheme(String name, JsonNode declared, String pointer, Interpreter interpreter) {
        io.swagger.v3.oas.models.security.SecurityScheme model = null;
        try {
            model = interpreter.securityScheme(cleaned(declared), pointer);
        } catch (RuntimeException e) {
            // Said below, with what the document has.
        }
        if (model == null || model.getType() == null) {
            warnings.add(
                    "security-scheme-unusual",
                    "The security scheme '" + name + "' is not as OpenAPI wants it; what it says was kept.",
                    pointer);
            return asWritten(name, declared, pointer);
        }
        String type = model.getType().toString();
        return new SecurityScheme(
                name,
                type,
                Texts.text(declared, "description", 5_000),
                type.equals("apiKey") ? lower(Texts.text(declared, "in", 20)) : null,
                type.equals("apiKey") ? model.getName() : null,
                type.equals("http") ? lower(model.getScheme()) : null,
                model.getBearerFormat(),
                model.getOpenIdConnectUrl(),
                SecurityFlows.of(model.getFlows(), declared),
                pointer);
    }

    /** Without extensions, and with texts only where swagger-parser wants texts. */
    private static ObjectNode cleaned(JsonNode declared) {
        ObjectNode copy = ((ObjectNode) declared).objectNode();
        declared.fields().forEachRemaining(field -> {
            String name = field.getKey();
            if (name.equals("flows") || name.equals("scopes")
                    ? field.getValue().isObject()
                    : field.getValue().isTextual() && !name.startsWith("x-")) {
                copy.set(name, field.getValue());
            }
        });
        return copy;
    }

    private static SecurityScheme asWritten(String name, JsonNode declared, String pointer) {
        return new SecurityScheme(
                name,
                String.valueOf(Texts.text(declared, "type", 50)),
                Texts.text(declared, "description", 5_000),
                lower(Texts.text(declared, "in", 20)),
                Texts.text(declared, "name", 200),
                lower(Texts.text(declared, "scheme", 50)),
                Texts.text(declared, "bearerFormat", 200),
                Texts.text(declared, "openIdConnectUrl", 2_000),
                SecurityFlows.of(null, declared),
                pointer);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
