package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Postman collection (2.0 and 2.1): its requests as operations, its folders as tags. Scripts are not looked at. */
final class PostmanCollection {

    private static final int NAME = 300;

    private final JsonNode root;
    private final Warnings warnings;
    private final Budget budget;
    private final Secrets secrets = new Secrets();
    private final ObservedApi api;
    private final ObservedHeaders headers;
    private final PostmanAuth auth;
    private final Map<String, String> bases = new HashMap<>();

    PostmanCollection(JsonNode root, Warnings warnings, Budget budget) {
        this.root = root;
        this.warnings = warnings;
        this.budget = budget;
        this.api = new ObservedApi(warnings);
        this.headers = new ObservedHeaders(api, secrets, warnings);
        this.auth = new PostmanAuth(api, headers, secrets, warnings);
    }

    /** Postman's own service wraps it. */
    static JsonNode unwrapped(JsonNode root) {
        return root.path("collection").path("item").isArray() ? root.path("collection") : root;
    }

    private record Folder(
            JsonNode items, List<String> tags, @Nullable List<String> security) {}

    ObjectNode asOpenApi() {
        variables(root.path("variable"));
        JsonNode info = root.path("info");
        Deque<Folder> folders = new ArrayDeque<>();
        folders.push(new Folder(root.path("item"), List.of(), auth.of(root.path("auth"))));
        while (!folders.isEmpty()) {
            Folder folder = folders.pop();
            List<Folder> below = new ArrayList<>();
            for (JsonNode item : folder.items) {
                budget.checkTime();
                List<String> own = auth.of(item.path("auth"));
                List<String> security = own == null ? folder.security : own;
                if (item.path("item").isArray()) {
                    variables(item.path("variable"));
                    below.add(new Folder(item.path("item"), tags(folder, item), security));
                } else if (item.has("request")) {
                    request(item, folder.tags, security);
                }
            }
            for (int i = below.size() - 1; i >= 0; i--) {
                folders.push(below.get(i));
            }
        }
        String title = Secrets.scrubbed(Texts.text(info, "name", NAME));
        ObjectNode document = api.document(
                title == null ? "Untitled collection" : title, version(info.path("version")), description(info));
        secrets.removeFrom(document, budget);
        return document;
    }

    /** The innermost folder says most; more than a few would be noise. */
    private static List<String> tags(Folder folder, JsonNode item) {
        String name = Secrets.scrubbed(Texts.text(item, "name", 100));
        if (name == null || folder.tags.size() >= 3) {
            return folder.tags;
        }
        List<String> tags = new ArrayList<>(folder.tags);
        tags.add(name);
        return List.copyOf(tags);
    }

    private static String version(JsonNode version) {
        if (version.isObject()) {
            return version.path("major").asInt() + "." + version.path("minor").asInt() + "."
                    + version.path("patch").asInt();
        }
        return version.isValueNode() && !version.isNull() ? Texts.shortened(version.asText(), 100) : "";
    }

    private static @Nullable String description(JsonNode described) {
        JsonNode description = described.path("description");
        return Secrets.scrubbed(
                description.isObject()
                        ? Texts.text(description, "content", 10_000)
                        : Texts.text(described, "description", 10_000));
    }

    /** Only addresses are of use; whatever else they hold may be a secret. */
    private void variables(JsonNode variables) {
        for (JsonNode variable : variables) {
            String name = Texts.text(variable, variable.has("key") ? "key" : "id", 200);
            String value = Texts.text(variable, "value", 2_000);
            String base = value == null ? null : ObservedUrl.base(value);
            if (name != null && base != null && bases.size() < 1_000) {
                bases.putIfAbsent(name, base);
            } else if (name != null
                    && ("secret".equals(variable.path("type").asText()) || Secrets.isCredential(name))) {
                secrets.learn(value);
            }
        }
    }

    private void request(JsonNode item, List<String> tags, @Nullable List<String> security) {
        JsonNode request = item.path("request");
        JsonNode address = request.isTextual() ? request : request.path("url");
        String raw = address.isTextual() ? address.textValue() : raw(address);
        ObservedUrl url = raw == null ? null : ObservedUrl.of(raw, bases);
        if (url == null) {
            warnings.add("request-unusable", "A request without an address of HTTP was left out.", "");
            return;
        }
        Observed seen =
                new Observed(request.path("method").asText("GET").strip().toUpperCase(Locale.ROOT), url);
        List<String> own = auth.of(request.path("auth"));
        seen.security = own == null ? security : own;
        if (seen.security != null) {
            seen.security = new ArrayList<>(seen.security);
        }
        seen.tags.addAll(tags);
        seen.summary = summary(item);
        seen.description = description(request) == null ? description(item) : description(request);
        queries(seen, address);
        for (JsonNode variable : address.path("variable")) {
            String name = Texts.text(variable, "key", 100);
            String description = description(variable);
            if (name != null && description != null) {
                seen.pathDescriptions.put(ObservedUrl.name(name), description);
            }
        }
        for (JsonNode header : request.path("header")) {
            String name = Texts.text(header, "key", 200);
            if (name != null && !header.path("disabled").asBoolean()) {
                headers.header(seen, name, Texts.text(header, "value", 10_000), description(header));
            }
        }
        PostmanBody.of(request.path("body"), seen);
        for (JsonNode response : item.path("response")) {
            seen.response(
                    response.path("code").asInt(),
                    PostmanBody.payload(Texts.text(response, "body", InferredSchema.LONGEST_TEXT)));
        }
        api.add(seen);
    }

    /** A name that is an address (Postman's default) says nothing that the path does not. */
    private static @Nullable String summary(JsonNode item) {
        String name = Texts.text(item, "name", NAME);
        return name == null || name.contains("://") || name.startsWith("{{") || name.startsWith("/")
                ? null
                : Secrets.scrubbed(name);
    }

    private void queries(Observed seen, JsonNode address) {
        if (address.path("query").isArray()) {
            for (JsonNode query : address.path("query")) {
                String name = Texts.text(query, "key", 200);
                if (name != null) {
                    headers.query(seen, name, Texts.text(query, "value", 2_000), description(query));
                }
            }
        } else {
            seen.url.query().forEach(query -> headers.query(seen, query.name(), query.value(), null));
        }
    }

    private static @Nullable String raw(JsonNode address) {
        String raw = Texts.text(address, "raw", 8_000);
        if (raw != null) {
            return raw;
        }
        String host = joined(address.path("host"), ".");
        String path = joined(address.path("path"), "/");
        String protocol = address.path("protocol").asText("https");
        String port = Texts.text(address, "port", 10);
        return host.isEmpty()
                ? null
                : (host.startsWith("{{") ? "" : protocol + "://") + host + (port == null ? "" : ":" + port) + "/"
                        + path;
    }

    private static String joined(JsonNode parts, String separator) {
        if (parts.isTextual()) {
            return parts.textValue();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode part : parts) {
            texts.add(part.isTextual() ? part.textValue() : part.path("value").asText());
        }
        return String.join(separator, texts);
    }
}
