package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads a tree that is known to be an API description, operation by operation in the order of the document. */
final class DescriptionReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int TAGS = 2_000;

    /** The largest known has 22,361. */
    private static final int OPERATIONS = 200_000;

    private final JsonNode root;
    private final Dialect dialect;
    private final Warnings warnings;
    private final Budget budget;
    private final Interpreter interpreter;

    DescriptionReader(JsonNode root, Dialect dialect, Warnings warnings, Budget budget) {
        this.root = root;
        this.dialect = dialect;
        this.warnings = warnings;
        this.budget = budget;
        this.interpreter = Interpreter.of(dialect);
    }

    /** The operations go to {@code consumer} one by one; those of the description that is returned are none. */
    ApiDescription read(Consumer<Operation> consumer, String contentHash) {
        OpenAPI model = rootModel();
        References references = new References(root, warnings);
        Securities securities = new Securities(root, dialect, references, warnings);
        PathItem paths = new PathItem(root, dialect, references, new Warnings());
        OperationIds ids = new OperationIds(warnings);
        int[] count = {0};
        paths.forEach(entry -> {
            ids.declare(Texts.text(entry.operation(), "operationId", 1_000));
            if (++count[0] > OPERATIONS) {
                throw SpecProblems.tooLarge("it describes more than " + OPERATIONS + " operations");
            }
            budget.checkTime();
        });
        OperationReader operations = new OperationReader(root, dialect, interpreter, securities, ids, warnings, budget);
        new PathItem(root, dialect, references, warnings).forEach(entry -> {
            budget.checkTime();
            consumer.accept(operations.read(entry));
        });
        if (count[0] == 0) {
            warnings.add("no-operations", "The document describes no operation.", "#/paths");
        }
        if (dialect == Dialect.OPENAPI_3_2) {
            warnings.add(
                    "openapi-3.2",
                    "OpenAPI 3.2 is read as 3.1, with 'query', 'additionalOperations', '$self', the items of streams and"
                            + " the device flow; parameters in 'querystring' and nested tags are not understood.",
                    "#/openapi");
        }
        for (JsonNode target : root.path(Overlays.UNMATCHED)) {
            warnings.add(
                    "overlay-unmatched",
                    "The overlay's target '" + Texts.shortened(target.asText(), 200) + "' found nothing.",
                    "#/" + Overlays.UNMATCHED);
        }
        return description(model, securities, contentHash);
    }

    private OpenAPI rootModel() {
        try {
            return interpreter.root(prunedRoot());
        } catch (RuntimeException e) {
            warnings.add("spec-not-conforming", "Title, servers and tags could not be understood.", "");
            return new OpenAPI();
        }
    }

    private ObjectNode prunedRoot() {
        ObjectNode pruned = NODES.objectNode();
        pruned.putObject("info").put("title", "").put("version", "");
        pruned.putObject("paths");
        if (dialect.swagger2()) {
            pruned.put("swagger", "2.0");
            String host = Texts.text(root, "host", 500);
            if (host != null) {
                pruned.put(
                        "host", host.strip().replaceFirst("^[a-zA-Z]+://", "").replaceFirst("/+$", ""));
            }
            String basePath = Texts.text(root, "basePath", 1_000);
            if (basePath != null) {
                pruned.put("basePath", basePath.startsWith("/") ? basePath : "/" + basePath);
            }
            for (String list : List.of("schemes", "consumes", "produces")) {
                ArrayNode texts = pruned.putArray(list);
                Texts.texts(root.get(list), 20).forEach(texts::add);
            }
        } else {
            pruned.set("servers", Servers.cleaned(root.get("servers")));
        }
        return pruned;
    }

    private List<Server> servers(OpenAPI model) {
        boolean none = dialect.swagger2()
                ? !root.hasNonNull("host") && !root.hasNonNull("basePath")
                : Servers.cleaned(root.get("servers")).isEmpty();
        return none ? List.of() : Servers.of(model.getServers());
    }

    private ApiDescription description(OpenAPI model, Securities securities, String contentHash) {
        JsonNode info = root.path("info");
        List<Server> servers = servers(model);
        String title = Texts.text(info, "title", 500);
        String version = Texts.text(info, "version", 200);
        List<SecurityScheme> schemes = securities.schemes(interpreter);
        if (title == null) {
            warnings.add("title-missing", "The document has no title.", "#/info/title");
        }
        return new ApiDescription(
                title == null ? "Untitled API" : title,
                version == null ? "" : version,
                dialect.format(),
                Texts.text(info, "description", 20_000),
                Servers.host(servers),
                servers,
                schemes,
                securities.ofDocument(),
                tags(),
                PathItem.webhooks(root),
                List.of(),
                warnings.list(),
                contentHash);
    }

    private List<ApiDescription.Tag> tags() {
        List<ApiDescription.Tag> tags = new ArrayList<>();
        for (JsonNode tag : root.path("tags")) {
            String name = Texts.text(tag, "name", 200);
            if (name != null && tags.size() < TAGS) {
                tags.add(new ApiDescription.Tag(name, Texts.text(tag, "description", 1_000)));
            }
        }
        return List.copyOf(tags);
    }
}
