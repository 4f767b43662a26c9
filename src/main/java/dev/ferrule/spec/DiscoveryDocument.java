package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Google API Discovery document (format v1): methods of nested resources as operations, schemas by their names. */
final class DiscoveryDocument {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern PLACE = Pattern.compile("\\{\\+?([^{}/]+)}");
    private static final Set<String> CREDENTIALS = Set.of("key", "access_token", "oauth_token", "callback");
    private static final Pattern RESOURCE_NAME = Pattern.compile("\\^[\\w/\\[\\]^+-]+\\$");

    private final JsonNode root;
    private final Warnings warnings;
    private final Budget budget;
    private final DiscoverySchemas schemas;
    private final ObjectNode paths = NODES.objectNode();
    private final ArrayNode shared = NODES.arrayNode();
    private final Set<String> taken = new HashSet<>();
    private boolean uploads;

    DiscoveryDocument(JsonNode root, Warnings warnings, Budget budget) {
        this.root = root;
        this.warnings = warnings;
        this.budget = budget;
        this.schemas = new DiscoverySchemas(budget);
    }

    private record Resource(JsonNode node, String name) {}

    ObjectNode asOpenApi() {
        ObjectNode document = NODES.objectNode().put("openapi", "3.1.0");
        ObjectNode info = document.putObject("info");
        String title = Texts.text(root, "title", 500);
        info.put("title", title == null ? String.valueOf(Texts.text(root, "name", 500)) : title);
        info.put("version", root.path("version").asText(""));
        copy(root, "description", info, "description");
        String server = server();
        if (!server.isEmpty()) {
            document.putArray("servers").addObject().put("url", server);
        }
        document.set("paths", paths);
        ObjectNode components = document.putObject("components");
        sharedParameters(components);
        Deque<Resource> resources = new ArrayDeque<>();
        resources.push(new Resource(root, ""));
        while (!resources.isEmpty()) {
            Resource resource = resources.pop();
            resource.node.path("methods").forEach(method -> method(method, resource.name));
            resource.node
                    .path("resources")
                    .fields()
                    .forEachRemaining(field -> resources.addLast(new Resource(field.getValue(), field.getKey())));
        }
        ObjectNode named = components.putObject("schemas");
        root.path("schemas")
                .fields()
                .forEachRemaining(field -> named.set(field.getKey(), schemas.of(field.getValue())));
        security(components, document);
        if (uploads) {
            warnings.add("media-upload", "Addresses for uploading media are not among the operations.", "");
        }
        return document;
    }

    private String server() {
        String base = root.path("rootUrl").asText("") + root.path("servicePath").asText("");
        String url = base.isEmpty() ? root.path("baseUrl").asText("") : base;
        return url.replaceAll("/+$", "");
    }

    private void sharedParameters(ObjectNode components) {
        ObjectNode parameters = NODES.objectNode();
        root.path("parameters").fields().forEachRemaining(field -> {
            if (!CREDENTIALS.contains(field.getKey())) {
                parameters.set(field.getKey(), schemas.parameter(field.getKey(), "query", field.getValue()));
                shared.addObject().put("$ref", "#/components/parameters/" + Texts.escaped(field.getKey()));
            }
        });
        if (!parameters.isEmpty()) {
            components.set("parameters", parameters);
        }
    }

    private void method(JsonNode method, String resource) {
        budget.checkTime();
        String verb = method.path("httpMethod").asText("").toLowerCase(Locale.ROOT);
        String path = path(method);
        if (path.isEmpty() || !PathItem.isMethod(verb)) {
            warnings.add("operation-unusable", "A method without a path or with no method of HTTP was left out.", "");
            return;
        }
        if (!taken.add(verb + " " + PLACE.matcher(path).replaceAll("{}"))) {
            warnings.add(
                    "operation-twice",
                    "'" + Texts.shortened(method.path("id").asText(), 100)
                            + "' has the method and path of another one and was left out.",
                    "");
            return;
        }
        uploads |= method.path("mediaUpload").isObject();
        ObjectNode item = paths.withObjectProperty(path);
        if (!shared.isEmpty() && !item.has("parameters")) {
            item.set("parameters", shared.deepCopy());
        }
        ObjectNode operation = item.putObject(verb);
        copy(method, "id", operation, "operationId");
        copy(method, "description", operation, "description");
        if (!resource.isEmpty()) {
            operation.putArray("tags").add(resource);
        }
        if (method.path("deprecated").asBoolean()) {
            operation.put("deprecated", true);
        }
        parameters(method, path, operation);
        payload(method.path("request"), operation, "requestBody");
        payload(method.path("response"), operation.putObject("responses"), "200");
        scopes(method.path("scopes"), operation);
    }

    /** The flat path tells methods apart whose path is just {@code v1/{+name}}. */
    private static String path(JsonNode method) {
        String path = method.path("flatPath").asText("");
        if (path.isEmpty()) {
            path = expanded(method.path("path").asText(""), method.path("parameters"));
        }
        path = PLACE.matcher(path).replaceAll(place -> "{" + Matcher.quoteReplacement(place.group(1)) + "}");
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }

    /** {@code {+name}} with the pattern {@code ^projects/[^/]+$} is {@code projects/{projectsId}}. */
    private static String expanded(String path, JsonNode parameters) {
        return Pattern.compile("\\{\\+([^{}/]+)}").matcher(path).replaceAll(place -> {
            String pattern = parameters.path(place.group(1)).path("pattern").asText("");
            if (!RESOURCE_NAME.matcher(pattern).matches() || pattern.length() > 500) {
                return Matcher.quoteReplacement("{" + place.group(1) + "}");
            }
            StringBuilder parts = new StringBuilder();
            String before = place.group(1);
            for (String part : pattern.substring(1, pattern.length() - 1)
                    .replace("[^/]+", "*")
                    .split("/")) {
                parts.append(parts.isEmpty() ? "" : "/").append(part.contains("*") ? "{" + before + "Id}" : part);
                before = part;
            }
            return Matcher.quoteReplacement(parts.toString());
        });
    }

    private void parameters(JsonNode method, String path, ObjectNode operation) {
        ArrayNode parameters = NODES.arrayNode();
        Set<String> places = PathTemplate.names(path);
        Set<String> known = new HashSet<>();
        method.path("parameters").fields().forEachRemaining(field -> {
            boolean inPath = field.getValue().path("location").asText().equals("path");
            if (!inPath || places.contains(field.getKey())) {
                parameters.add(schemas.parameter(field.getKey(), inPath ? "path" : "query", field.getValue()));
                known.add(field.getKey());
            }
        });
        for (String place : places) {
            if (!known.contains(place)) {
                ObjectNode parameter = parameters
                        .addObject()
                        .put("name", place)
                        .put("in", "path")
                        .put("required", true);
                parameter.put("description", "Part of the resource's name.");
                parameter.putObject("schema").put("type", "string");
            }
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
    }

    private void payload(JsonNode reference, ObjectNode holder, String name) {
        boolean response = !name.equals("requestBody");
        if (!reference.isObject() && !response) {
            return;
        }
        ObjectNode payload = holder.putObject(name);
        if (response) {
            payload.put("description", "Successful response");
        }
        if (reference.isObject()) {
            payload.putObject("content").putObject("application/json").set("schema", schemas.of(reference));
        }
    }

    /** Any one of the scopes is enough. */
    private static void scopes(JsonNode scopes, ObjectNode operation) {
        if (scopes.isArray() && !scopes.isEmpty()) {
            ArrayNode security = operation.putArray("security");
            for (String scope : Texts.texts(scopes, 50)) {
                security.addObject().putArray("oauth2").add(scope);
            }
        }
    }

    /** Where a token comes from is not in the document: only for Google's own hosts it is known. */
    private void security(ObjectNode components, ObjectNode document) {
        ObjectNode schemes = NODES.objectNode();
        JsonNode scopes = root.path("auth").path("oauth2").path("scopes");
        if (scopes.isObject()) {
            ObjectNode flow = schemes.putObject("oauth2")
                    .put("type", "oauth2")
                    .putObject("flows")
                    .putObject("authorizationCode");
            if (server().matches("https://[a-z0-9.-]+\\.googleapis\\.com(/.*)?")) {
                flow.put("authorizationUrl", "https://accounts.google.com/o/oauth2/v2/auth");
                flow.put("tokenUrl", "https://oauth2.googleapis.com/token");
            }
            ObjectNode named = flow.putObject("scopes");
            for (Iterator<String> names = scopes.fieldNames(); names.hasNext() && named.size() < 2_000; ) {
                String scope = names.next();
                named.put(scope, scopes.path(scope).path("description").asText(""));
            }
        }
        if (root.path("parameters").path("key").isObject()) {
            schemes.putObject("key").put("type", "apiKey").put("in", "query").put("name", "key");
            if (!scopes.isObject()) {
                document.putArray("security").addObject().putArray("key");
            }
        }
        if (!schemes.isEmpty()) {
            components.set("securitySchemes", schemes);
        }
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        String text = Texts.text(from, name, 20_000);
        if (text != null) {
            to.put(as, text);
        }
    }
}
