package dev.ferrule.spec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts requests together into an OpenAPI document: those of one method and path template are one operation. */
final class ObservedApi {

    private static final int MOST_OPERATIONS = 20_000;
    private static final int MOST_FIELDS = 300;
    private static final String METHOD = "[A-Z][A-Z0-9_-]{0,30}";

    private final Warnings warnings;
    private final Map<String, Integer> servers = new LinkedHashMap<>();
    private final Map<Place, Seen> operations = new LinkedHashMap<>();
    private final Map<String, String> paths = new HashMap<>();
    private final ObjectNode schemes = JsonNodeFactory.instance.objectNode();

    ObservedApi(Warnings warnings) {
        this.warnings = warnings;
    }

    private record Place(String path, String method) {}

    /** What several requests of one operation had. */
    private static final class Seen {
        final Observed first;
        final Set<String> servers = new LinkedHashSet<>();
        final Map<String, Observed.Field> query = new LinkedHashMap<>();
        final Map<String, Observed.Field> headers = new LinkedHashMap<>();
        final Map<String, InferredSchema> bodies = new LinkedHashMap<>();
        final Map<String, Map<String, InferredSchema>> responses = new TreeMap<>();
        final Set<List<String>> security = new LinkedHashSet<>();

        Seen(Observed first) {
            this.first = first;
        }
    }

    ObjectNode schemes() {
        return schemes;
    }

    void add(Observed request) {
        if (!request.method.matches(METHOD)) {
            warnings.add("method-unknown", "A request with no proper method was left out.", "");
            return;
        }
        String shape = request.url.path().replaceAll("\\{[^{}]*}", "{}");
        Place place = new Place(paths.computeIfAbsent(shape, first -> request.url.path()), request.method);
        Seen seen = operations.get(place);
        if (seen == null) {
            if (operations.size() >= MOST_OPERATIONS) {
                warnings.add("too-many-requests", "Only the first " + MOST_OPERATIONS + " operations were made.", "");
                return;
            }
            seen = new Seen(request);
            operations.put(place, seen);
        }
        servers.merge(request.url.server(), 1, Integer::sum);
        seen.servers.add(request.url.server());
        collect(request.query, seen.query);
        collect(request.headers, seen.headers);
        payloads(request.bodies, seen.bodies);
        for (Map.Entry<String, List<Observed.Payload>> response : request.responses.entrySet()) {
            payloads(
                    response.getValue(),
                    seen.responses.computeIfAbsent(response.getKey(), status -> new LinkedHashMap<>()));
        }
        if (request.security != null) {
            seen.security.add(List.copyOf(request.security));
        }
    }

    private static void collect(List<Observed.Field> fields, Map<String, Observed.Field> seen) {
        for (Observed.Field field : fields) {
            if (seen.size() < MOST_FIELDS) {
                seen.merge(
                        field.name(),
                        field,
                        (old, more) -> old.type().equals(more.type())
                                ? old
                                : new Observed.Field(old.name(), "string", old.description()));
            }
        }
    }

    private static void payloads(List<Observed.Payload> payloads, Map<String, InferredSchema> seen) {
        for (Observed.Payload payload : payloads) {
            String type = payload.mediaType() == null ? "application/json" : payload.mediaType();
            if (seen.containsKey(type) || seen.size() < 20) {
                seen.merge(type, payload.schema(), InferredSchema::with);
            }
        }
    }

    /** The server that most requests went to comes first; the others stand at their operations. */
    ObjectNode document(String title, String version, @Nullable String description) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        boolean standard = operations.keySet().stream().allMatch(place -> PathItem.isMethod(lower(place.method)));
        document.put("openapi", standard ? "3.1.0" : "3.2.0");
        ObjectNode info = document.putObject("info").put("title", title).put("version", version);
        if (description != null) {
            info.put("description", description);
        }
        String main = servers.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        if (!main.isEmpty()) {
            server(document.putArray("servers"), main);
        }
        ObjectNode paths = document.putObject("paths");
        operations.forEach((place, seen) -> {
            ObjectNode item = paths.withObjectProperty(place.path);
            ObjectNode operation = PathItem.isMethod(lower(place.method))
                    ? item.putObject(lower(place.method))
                    : item.withObjectProperty("additionalOperations").putObject(place.method);
            fill(operation, place.path, seen, main);
        });
        if (!schemes.isEmpty()) {
            document.putObject("components").set("securitySchemes", schemes);
        }
        return document;
    }

    private static String lower(String method) {
        return method.toLowerCase(Locale.ROOT);
    }

    private static void server(ArrayNode servers, String url) {
        ObjectNode server = servers.addObject().put("url", url);
        for (String name : PathTemplate.names(url.replaceFirst("^\\w+://", ""))) {
            server.withObjectProperty("variables").putObject(name).put("description", "Named so where it was used.");
        }
    }

    private static void fill(ObjectNode operation, String path, Seen seen, String main) {
        Observed first = seen.first;
        if (first.summary != null) {
            operation.put("summary", first.summary);
        }
        if (first.description != null) {
            operation.put("description", first.description);
        }
        if (!first.tags.isEmpty()) {
            ArrayNode tags = operation.putArray("tags");
            first.tags.forEach(tags::add);
        }
        if (!seen.servers.contains(main)) {
            ArrayNode own = operation.putArray("servers");
            seen.servers.stream().limit(10).forEach(url -> server(own, url));
        }
        ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
        for (String name : PathTemplate.names(path)) {
            parameter(parameters, new Observed.Field(name, "string", first.pathDescriptions.get(name)), "path");
        }
        seen.query.values().forEach(field -> parameter(parameters, field, "query"));
        seen.headers.values().forEach(field -> parameter(parameters, field, "header"));
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        if (!seen.bodies.isEmpty()) {
            contents(operation.putObject("requestBody"), seen.bodies);
        }
        ObjectNode responses = operation.putObject("responses");
        seen.responses.forEach((status, payloads) ->
                contents(responses.putObject(status).put("description", "As it was seen."), payloads));
        if (!seen.security.isEmpty()) {
            ArrayNode security = operation.putArray("security");
            seen.security.stream().limit(20).forEach(together -> {
                ObjectNode requirement = security.addObject();
                together.forEach(requirement::putArray);
            });
        }
    }

    private static void parameter(ArrayNode parameters, Observed.Field field, String in) {
        ObjectNode parameter = parameters.addObject().put("name", field.name()).put("in", in);
        if (in.equals("path")) {
            parameter.put("required", true);
        }
        if (field.description() != null) {
            parameter.put("description", field.description());
        }
        parameter.putObject("schema").put("type", field.type());
    }

    private static void contents(ObjectNode holder, Map<String, InferredSchema> payloads) {
        if (!payloads.isEmpty()) {
            ObjectNode content = holder.putObject("content");
            payloads.forEach((type, schema) -> content.putObject(type).set("schema", schema.asSchema()));
        }
    }
}
