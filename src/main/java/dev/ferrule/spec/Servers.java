package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Base URLs of a document, as they are written; relative ones stay relative, a missing one is not made up. */
final class Servers {

    private static final int MOST = 50;
    private static final Pattern ABSOLUTE =
            Pattern.compile("(?i)(?:https?|wss?)://(?:[^/?#@]*@)?(\\[[^]/]*]|[^/?#:]*).*");

    private Servers() {}

    /** Only what is an object with a URL, which is all that swagger-parser takes without complaint. */
    static ArrayNode cleaned(@Nullable JsonNode declared) {
        ArrayNode servers = JsonNodeFactory.instance.arrayNode();
        if (declared != null && declared.isArray()) {
            for (JsonNode server : declared) {
                if (server.path("url").isTextual() && servers.size() < MOST) {
                    ObjectNode copy = servers.addObject();
                    copy.set("url", server.get("url"));
                    if (server.path("description").isTextual()) {
                        copy.set("description", server.get("description"));
                    }
                    if (server.path("variables").isObject()) {
                        copy.set("variables", variables(server.get("variables")));
                    }
                }
            }
        }
        return servers;
    }

    private static ObjectNode variables(JsonNode declared) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        declared.fields().forEachRemaining(field -> {
            if (field.getValue().isObject() && variables.size() < MOST) {
                ObjectNode copy = variables.putObject(field.getKey());
                ArrayNode allowed = JsonNodeFactory.instance.arrayNode();
                Texts.texts(field.getValue().get("enum"), 100).forEach(allowed::add);
                if (!allowed.isEmpty()) {
                    copy.set("enum", allowed);
                }
                for (String name : List.of("default", "description")) {
                    JsonNode value = field.getValue().get(name);
                    if (value != null && value.isValueNode() && !value.isNull()) {
                        copy.put(name, value.asText());
                    }
                }
            }
        });
        return variables;
    }

    static List<Server> of(@Nullable List<io.swagger.v3.oas.models.servers.Server> models) {
        List<Server> servers = new ArrayList<>();
        if (models != null) {
            for (io.swagger.v3.oas.models.servers.Server model : models) {
                if (model.getUrl() != null) {
                    servers.add(new Server(
                            Texts.shortened(model.getUrl().strip(), 2_000),
                            limited(model.getDescription(), 500),
                            variables(model)));
                }
            }
        }
        return List.copyOf(servers);
    }

    private static List<Server.Variable> variables(io.swagger.v3.oas.models.servers.Server model) {
        List<Server.Variable> variables = new ArrayList<>();
        if (model.getVariables() != null) {
            model.getVariables()
                    .forEach((name, variable) -> variables.add(new Server.Variable(
                            name,
                            limited(variable.getDefault(), 500),
                            variable.getEnum() == null ? List.of() : List.copyOf(variable.getEnum()),
                            limited(variable.getDescription(), 500))));
        }
        return List.copyOf(variables);
    }

    private static @Nullable String limited(@Nullable String text, int limit) {
        return text == null ? null : Texts.shortened(text, limit);
    }

    /** Of the first absolute URL whose host is known once its variables have their defaults. */
    static @Nullable String host(List<Server> servers) {
        for (Server server : servers) {
            String url = server.url();
            for (Server.Variable variable : server.variables()) {
                if (variable.defaultValue() != null) {
                    url = url.replace("{" + variable.name() + "}", variable.defaultValue());
                }
            }
            Matcher matcher = ABSOLUTE.matcher(Texts.shortened(url, 2_000));
            if (matcher.matches()
                    && !matcher.group(1).isEmpty()
                    && matcher.group(1).indexOf('{') < 0) {
                return matcher.group(1).toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }
}
