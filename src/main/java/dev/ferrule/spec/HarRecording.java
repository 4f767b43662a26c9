package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A recording of a browser or proxy: what looks like calls of an API as operations; pages, pictures and scripts are left out. */
final class HarRecording {

    private static final Pattern STATIC = Pattern.compile(
            ".*\\.(js|mjs|css|map|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf|otf|eot|mp4|webm|mp3|wasm|html?)$");
    private static final Pattern DATA =
            Pattern.compile("(?s).*(json|xml|x-www-form-urlencoded|form-data|graphql|csv).*");

    private final JsonNode entries;
    private final Warnings warnings;
    private final Budget budget;
    private final Secrets secrets = new Secrets();
    private final ObservedApi api;
    private final ObservedHeaders headers;
    private int skipped;

    HarRecording(JsonNode root, Warnings warnings, Budget budget) {
        this.entries = root.path("log").path("entries");
        this.warnings = warnings;
        this.budget = budget;
        this.api = new ObservedApi(warnings);
        this.headers = new ObservedHeaders(api, secrets, warnings);
    }

    ObjectNode asOpenApi() {
        String host = null;
        for (JsonNode entry : entries) {
            budget.checkTime();
            Observed seen = observed(entry);
            if (seen == null) {
                skipped++;
            } else {
                host = host == null ? seen.url.server().replaceFirst("^https?://", "") : host;
                api.add(seen);
            }
        }
        if (skipped > 0) {
            warnings.add(
                    "requests-left-out", skipped + " requests were none of an API (pages, pictures, scripts).", "");
        }
        ObjectNode document =
                api.document(host == null ? "Recorded requests" : "Recorded requests to " + host, "", null);
        secrets.removeFrom(document, budget);
        return document;
    }

    private @Nullable Observed observed(JsonNode entry) {
        JsonNode request = entry.path("request");
        JsonNode response = entry.path("response");
        String method = request.path("method").asText("").strip().toUpperCase(Locale.ROOT);
        ObservedUrl url = ObservedUrl.of(request.path("url").asText(""), Map.of());
        if (url == null || method.equals("OPTIONS") || method.equals("CONNECT") || !isCall(url, method, entry)) {
            return null;
        }
        Observed seen = new Observed(method, url);
        url.query().forEach(query -> headers.query(seen, query.name(), query.value(), null));
        for (JsonNode header : request.path("headers")) {
            String name = Texts.text(header, "name", 200);
            if (name != null) {
                headers.header(seen, name, Texts.text(header, "value", 10_000), null);
            }
        }
        cookies(request.path("cookies"));
        cookies(response.path("cookies"));
        body(request.path("postData"), seen);
        JsonNode content = response.path("content");
        boolean plain = !content.path("encoding").asText().equals("base64");
        seen.response(
                response.path("status").asInt(),
                plain ? PostmanBody.payload(Texts.text(content, "text", InferredSchema.LONGEST_TEXT)) : null);
        return seen;
    }

    private void cookies(JsonNode cookies) {
        cookies.forEach(cookie -> secrets.learn(Texts.text(cookie, "value", 10_000)));
    }

    private static boolean isCall(ObservedUrl url, String method, JsonNode entry) {
        String kind = entry.path("_resourceType").asText("").toLowerCase(Locale.ROOT);
        if (kind.equals("xhr") || kind.equals("fetch")) {
            return true;
        }
        if (!kind.isEmpty() && !kind.equals("document") && !kind.equals("other")
                || STATIC.matcher(url.path().toLowerCase(Locale.ROOT)).matches()) {
            return false;
        }
        String type = entry.path("response")
                .path("content")
                .path("mimeType")
                .asText("")
                .toLowerCase(Locale.ROOT);
        boolean page = type.startsWith("text/html")
                || type.startsWith("image/")
                || type.startsWith("font/")
                || type.contains("javascript")
                || type.startsWith("text/css")
                || type.startsWith("video/");
        return !page && (DATA.matcher(type).matches() && !type.contains("xhtml") || !method.equals("GET"));
    }

    private static void body(JsonNode data, Observed seen) {
        String type = data.path("mimeType").asText("").toLowerCase(Locale.ROOT).replaceFirst("(?s)[;\\s].*", "");
        Observed.Payload json = PostmanBody.payload(Texts.text(data, "text", InferredSchema.LONGEST_TEXT));
        if (json != null) {
            seen.bodies.add(new Observed.Payload(type.contains("json") ? type : "application/json", json.schema()));
        } else if (type.matches("[a-z]+/[a-z0-9.+-]{1,80}")) {
            InferredSchema schema = new InferredSchema();
            schema.type(type.contains("form") ? "object" : "string");
            fields(data).forEach(name -> schema.property(name).type("string"));
            seen.bodies.add(new Observed.Payload(type, schema));
        }
    }

    private static List<String> fields(JsonNode data) {
        List<String> names = new ArrayList<>();
        for (JsonNode field : data.path("params")) {
            String name = Texts.text(field, "name", 100);
            if (name != null && names.size() < 300) {
                names.add(name);
            }
        }
        return names;
    }
}
