package dev.ferrule.auth;

import dev.ferrule.spec.ApiDescription;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.SecurityRequirement;
import dev.ferrule.spec.SecurityScheme;
import dev.ferrule.spec.Server;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads of a description what matters to authentication, so that detection can be measured without the whole reader. */
final class LightReader {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
    private final JsonNode document;

    private LightReader(JsonNode document) {
        this.document = document;
    }

    static ApiDescription read(String json) {
        return read(JsonMapper.shared().readTree(json));
    }

    static ApiDescription read(JsonNode document) {
        return new LightReader(document).api();
    }

    private ApiDescription api() {
        List<ApiDescription.Tag> tags = new ArrayList<>();
        document.path("tags")
                .forEach(tag ->
                        tags.add(new ApiDescription.Tag(tag.path("name").asString(""), text(tag, "description"))));
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        operations.add(operation(path.getKey(), path.getValue(), method.getKey(), method.getValue()));
                    }
                }));
        String host = text(document, "host");
        List<Server> servers = new ArrayList<>();
        for (JsonNode server : document.path("servers")) {
            List<Server.Variable> variables = new ArrayList<>();
            server.path("variables")
                    .properties()
                    .forEach(one -> variables.add(new Server.Variable(
                            one.getKey(),
                            text(one.getValue(), "default"),
                            List.of(),
                            text(one.getValue(), "description"))));
            servers.add(new Server(server.path("url").asString(""), text(server, "description"), variables));
            if (host == null) {
                host = hostOf(server.path("url").asString(""));
            }
        }
        JsonNode info = document.path("info");
        return new ApiDescription(
                info.path("title").asString(""),
                info.path("version").asString(""),
                "",
                text(info, "description"),
                host,
                servers,
                schemes(),
                security(document),
                tags,
                List.of(),
                operations,
                List.of(),
                "");
    }

    private static @Nullable String hostOf(String url) {
        try {
            return URI.create(url).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private List<SecurityScheme> schemes() {
        List<SecurityScheme> schemes = new ArrayList<>();
        boolean old = document.has("swagger");
        JsonNode declared = old
                ? document.path("securityDefinitions")
                : document.path("components").path("securitySchemes");
        declared.properties().forEach(one -> {
            JsonNode scheme = resolve(one.getValue());
            String type = scheme.path("type").asString("");
            List<SecurityScheme.Flow> flows = new ArrayList<>();
            if (old && type.equals("oauth2")) {
                String kind = scheme.path("flow").asString("");
                flows.add(flow(
                        Map.of("accessCode", "authorizationCode", "application", "clientCredentials")
                                .getOrDefault(kind, kind),
                        scheme));
            }
            scheme.path("flows").properties().forEach(flow -> flows.add(flow(flow.getKey(), flow.getValue())));
            boolean basic = old && type.equals("basic");
            String http = basic ? "basic" : text(scheme, "scheme");
            schemes.add(new SecurityScheme(
                    one.getKey(),
                    basic ? "http" : type,
                    text(scheme, "description"),
                    text(scheme, "in"),
                    text(scheme, "name"),
                    http == null ? null : http.toLowerCase(Locale.ROOT),
                    text(scheme, "bearerFormat"),
                    text(scheme, "openIdConnectUrl"),
                    flows,
                    (old ? "#/securityDefinitions/" : "#/components/securitySchemes/") + escape(one.getKey())));
        });
        return schemes;
    }

    private static SecurityScheme.Flow flow(String kind, JsonNode flow) {
        Map<String, String> scopes = new LinkedHashMap<>();
        flow.path("scopes")
                .properties()
                .forEach(scope -> scopes.put(scope.getKey(), scope.getValue().asString("")));
        return new SecurityScheme.Flow(
                kind, text(flow, "authorizationUrl"), text(flow, "tokenUrl"), text(flow, "refreshUrl"), scopes);
    }

    private Operation operation(String path, JsonNode item, String method, JsonNode node) {
        List<Operation.Parameter> parameters = new ArrayList<>();
        for (JsonNode list : List.of(item.path("parameters"), node.path("parameters"))) {
            for (JsonNode one : list) {
                JsonNode parameter = resolve(one);
                parameters.add(new Operation.Parameter(
                        parameter.path("name").asString(""),
                        parameter.path("in").asString(""),
                        parameter.path("required").asBoolean(false),
                        text(parameter, "description"),
                        Map.of()));
            }
        }
        List<Operation.Response> responses = new ArrayList<>();
        node.path("responses")
                .properties()
                .forEach(one -> responses.add(
                        new Operation.Response(one.getKey(), text(resolve(one.getValue()), "description"), List.of())));
        List<SecurityRequirement> security = node.has("security") ? security(node) : security(document);
        return new Operation(
                node.path("operationId").asString(method + path),
                method.toUpperCase(Locale.ROOT),
                path,
                text(node, "summary"),
                text(node, "description"),
                List.of(),
                parameters,
                null,
                responses,
                security,
                List.of(),
                false,
                "#/paths/" + escape(path) + "/" + method);
    }

    private static List<SecurityRequirement> security(JsonNode node) {
        List<SecurityRequirement> all = new ArrayList<>();
        for (JsonNode one : node.path("security")) {
            Map<String, List<String>> schemes = new LinkedHashMap<>();
            one.properties().forEach(scheme -> {
                List<String> scopes = new ArrayList<>();
                scheme.getValue().forEach(scope -> scopes.add(scope.asString("")));
                schemes.put(scheme.getKey(), scopes);
            });
            all.add(new SecurityRequirement(schemes));
        }
        if (all.isEmpty() && node.has("security")) {
            all.add(new SecurityRequirement(Map.of()));
        }
        return all;
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") && node.path("$ref").asString("").startsWith("#/")
                ? document.at(node.path("$ref").asString("").substring(1))
                : node;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isString() ? node.path(field).asString() : null;
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
