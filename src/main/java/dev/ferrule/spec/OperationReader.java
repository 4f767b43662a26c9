package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns one operation of the document into ours: swagger-parser says what its parts are, the tree gives the schemas. */
final class OperationReader {

    private static final int SUMMARY = 1_000;
    private static final int DESCRIPTION = 10_000;
    private static final int SHORT_DESCRIPTION = 1_000;
    private static final int TAG = 200;

    /** How many levels of a schema are worth keeping: those that are sent, those that come back, those of errors. */
    private static final int REQUEST_LEVELS = 6;

    private static final int RESPONSE_LEVELS = 4;
    private static final int ERROR_LEVELS = 1;
    private static final int PARAMETER_LEVELS = 3;

    private final Dialect dialect;
    private final Interpreter interpreter;
    private final References references;
    private final SchemaOutline outlines;
    private final Securities securities;
    private final OperationIds ids;
    private final Warnings warnings;
    private final Budget budget;

    OperationReader(
            JsonNode root,
            Dialect dialect,
            Interpreter interpreter,
            Securities securities,
            OperationIds ids,
            Warnings warnings,
            Budget budget) {
        this.dialect = dialect;
        this.interpreter = interpreter;
        this.references = new References(root, warnings);
        this.outlines = new SchemaOutline(references, budget);
        this.securities = securities;
        this.ids = ids;
        this.warnings = warnings;
        this.budget = budget;
    }

    Operation read(PathItem.Entry entry) {
        OperationDraft draft = new OperationDraft(dialect, references, warnings, budget);
        ObjectNode node = draft.of(entry);
        List<String> messages = new ArrayList<>(2);
        io.swagger.v3.oas.models.Operation model;
        try {
            model = interpreter.operation(node, entry.pointer(), messages);
        } catch (RuntimeException e) {
            warnings.add(
                    "operation-partly-read",
                    "The parameters, body and responses of this operation could not be understood.",
                    entry.pointer());
            model = new io.swagger.v3.oas.models.Operation();
        }
        for (String message : messages) {
            warnings.add("spec-not-conforming", message, entry.pointer());
        }
        return operation(entry, model, draft);
    }

    private Operation operation(PathItem.Entry entry, io.swagger.v3.oas.models.Operation model, OperationDraft draft) {
        JsonNode node = entry.operation();
        String id = ids.name(Texts.text(node, "operationId", 1_000), entry.method(), entry.path(), entry.pointer());
        String summary = Texts.text(node, "summary", SUMMARY);
        String description = Texts.text(node, "description", DESCRIPTION);
        return new Operation(
                id,
                entry.method(),
                entry.path(),
                summary == null ? Texts.text(entry.item(), "summary", SUMMARY) : summary,
                description == null ? Texts.text(entry.item(), "description", DESCRIPTION) : description,
                model.getTags() == null
                        ? List.of()
                        : model.getTags().stream()
                                .map(tag -> Texts.shortened(tag, TAG))
                                .toList(),
                parameters(model, draft, entry),
                body(model, draft),
                responses(model, draft),
                securities.of(node),
                Servers.of(model.getServers()),
                Boolean.TRUE.equals(model.getDeprecated()),
                entry.pointer());
    }

    private List<Operation.Parameter> parameters(
            io.swagger.v3.oas.models.Operation model, OperationDraft draft, PathItem.Entry entry) {
        List<Operation.Parameter> parameters = new ArrayList<>();
        if (model.getParameters() != null) {
            for (io.swagger.v3.oas.models.parameters.Parameter parameter : model.getParameters()) {
                boolean inPath = "path".equals(parameter.getIn());
                parameters.add(new Operation.Parameter(
                        parameter.getName(),
                        parameter.getIn(),
                        inPath || Boolean.TRUE.equals(parameter.getRequired()),
                        limited(parameter.getDescription()),
                        schema(slot(parameter.getSchema(), parameter.getExtensions(), draft), PARAMETER_LEVELS, true)));
            }
        }
        PathTemplate.missing(entry.path(), parameters).forEach(name -> {
            warnings.add(
                    "path-parameter-undeclared",
                    "The path has '{" + Texts.shortened(name, 100)
                            + "}', which no parameter describes; it is a text here.",
                    entry.pointer());
            parameters.add(new Operation.Parameter(name, "path", true, null, Map.of("type", "string")));
        });
        return List.copyOf(parameters);
    }

    private Operation.@Nullable Body body(io.swagger.v3.oas.models.Operation model, OperationDraft draft) {
        io.swagger.v3.oas.models.parameters.RequestBody body = model.getRequestBody();
        if (body == null) {
            return null;
        }
        OperationDraft.Slot ofBody = slot(null, body.getExtensions(), draft);
        return new Operation.Body(
                Boolean.TRUE.equals(body.getRequired()),
                limited(body.getDescription()),
                contents(body.getContent(), ofBody, REQUEST_LEVELS, draft));
    }

    /** Form fields of Swagger 2.0, which the converter has put together. */
    private Map<String, Object> form(Schema<?> form, OperationDraft draft) {
        Map<String, Object> fields = new LinkedHashMap<>();
        form.getProperties()
                .forEach((name, field) ->
                        fields.put(name, schema(slot(null, field.getExtensions(), draft), PARAMETER_LEVELS, false)));
        Map<String, Object> outline = new LinkedHashMap<>();
        outline.put("type", "object");
        outline.put("properties", Collections.unmodifiableMap(fields));
        if (form.getRequired() != null && !form.getRequired().isEmpty()) {
            outline.put("required", List.copyOf(form.getRequired()));
        }
        return Collections.unmodifiableMap(outline);
    }

    private List<Operation.Response> responses(io.swagger.v3.oas.models.Operation model, OperationDraft draft) {
        if (model.getResponses() == null) {
            return List.of();
        }
        boolean success = model.getResponses().keySet().stream().anyMatch(status -> status.startsWith("2"));
        List<Operation.Response> responses = new ArrayList<>();
        model.getResponses().forEach((status, response) -> {
            boolean wanted = status.startsWith("2") || (!success && status.equals("default"));
            responses.add(new Operation.Response(
                    Texts.shortened(status, 20),
                    limited(response.getDescription()),
                    contents(response.getContent(), null, wanted ? RESPONSE_LEVELS : ERROR_LEVELS, draft)));
        });
        return List.copyOf(responses);
    }

    /**
     * JSON first. Media types that share a schema (all of Swagger 2.0's do) show it once; the others point to it, because
     * whoever stores this would store it again each time.
     */
    private List<Operation.Content> contents(
            @Nullable Map<String, MediaType> media,
            OperationDraft.@Nullable Slot ofBody,
            int levels,
            OperationDraft draft) {
        if (media == null) {
            return List.of();
        }
        List<Operation.Content> contents = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        media.entrySet().stream()
                .sorted(Comparator.comparing(
                        entry -> !entry.getKey().toLowerCase(Locale.ROOT).contains("json")))
                .forEach(entry -> {
                    Schema<?> schema = entry.getValue().getSchema();
                    Map<String, Object> outline;
                    if (schema != null && schema.getProperties() != null) {
                        outline = form(schema, draft);
                    } else {
                        outline = outline(ofBody == null ? slot(schema, null, draft) : ofBody, levels, shown);
                    }
                    contents.add(new Operation.Content(Texts.shortened(entry.getKey(), 200), outline));
                });
        return List.copyOf(contents);
    }

    private Map<String, Object> outline(OperationDraft.@Nullable Slot slot, int levels, Set<String> shown) {
        if (slot == null) {
            return Map.of();
        }
        String ref = References.reference(slot.schema());
        String place = ref == null ? slot.pointer() : ref;
        return shown.add(place) ? schema(slot, levels, false) : Map.of("$ref", place);
    }

    private OperationDraft.@Nullable Slot slot(
            @Nullable Schema<?> schema, @Nullable Map<String, Object> extensions, OperationDraft draft) {
        if (extensions != null && extensions.get(OperationDraft.SLOT) instanceof Number number) {
            return draft.slot(number.intValue());
        }
        String ref = schema == null ? null : schema.get$ref();
        return ref == null ? null : draft.slot(Integer.parseInt(ref.substring(ref.lastIndexOf('/') + 1)));
    }

    private Map<String, Object> schema(OperationDraft.@Nullable Slot slot, int levels, boolean describedElsewhere) {
        if (slot == null) {
            return Map.of();
        }
        Map<String, Object> outline = outlines.of(slot.schema(), slot.pointer(), levels);
        boolean example = slot.example() != null && !outline.containsKey("example");
        boolean description = describedElsewhere && dialect.swagger2() && outline.containsKey("description");
        if (!example && !description) {
            return outline;
        }
        Map<String, Object> changed = new LinkedHashMap<>(outline);
        if (description) {
            changed.remove("description");
        }
        if (slot.example() != null && example) {
            SchemaFacts.putPlain("example", slot.example(), changed);
        }
        return Collections.unmodifiableMap(changed);
    }

    private static @Nullable String limited(@Nullable String text) {
        return text == null || text.isBlank() ? null : Texts.shortened(text, SHORT_DESCRIPTION);
    }
}
