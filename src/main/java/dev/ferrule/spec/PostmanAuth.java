package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code auth} blocks of a collection as security schemes; their values are only learned as secrets. */
final class PostmanAuth {

    private final ObservedApi api;
    private final ObservedHeaders headers;
    private final Secrets secrets;
    private final Warnings warnings;

    PostmanAuth(ObservedApi api, ObservedHeaders headers, Secrets secrets, Warnings warnings) {
        this.api = api;
        this.headers = headers;
        this.secrets = secrets;
        this.warnings = warnings;
    }

    /** Names of schemes; none for {@code noauth}; null when the block is absent or says to inherit. */
    @Nullable
    List<String> of(JsonNode auth) {
        String type = auth.path("type").asText("").toLowerCase(Locale.ROOT);
        JsonNode block = auth.path(auth.path("type").asText(""));
        if (type.isEmpty() || type.equals("inherit")) {
            return null;
        }
        learn(block);
        return switch (type) {
            case "noauth" -> List.of();
            case "apikey" -> List.of(apiKey(block));
            case "basic", "bearer", "digest", "hawk" -> List.of(headers.http(type));
            case "jwt" -> List.of(headers.http("bearer"));
            case "oauth1" -> List.of(headers.http("oauth"));
            case "awsv4" -> List.of(headers.signature());
            case "oauth2" -> List.of(oauth2(block));
            default -> {
                warnings.add(
                        "auth-unknown",
                        "Authentication of the kind '" + Texts.shortened(type, 40) + "' was left out.",
                        "");
                yield null;
            }
        };
    }

    /** Version 2.1 has a list of keys and values, 2.0 an object. */
    private static @Nullable String value(JsonNode block, String key) {
        for (JsonNode item : block.isArray() ? block : List.<JsonNode>of()) {
            if (item.path("key").asText().equals(key)) {
                return Texts.text(item, "value", 2_000);
            }
        }
        return block.isObject() ? Texts.text(block, key, 2_000) : null;
    }

    private void learn(JsonNode block) {
        if (block.isArray()) {
            block.forEach(item -> learn(item.path("key").asText(), item.path("value")));
        } else {
            block.fields().forEachRemaining(field -> learn(field.getKey(), field.getValue()));
        }
    }

    private void learn(String key, JsonNode value) {
        boolean plain =
                List.of("in", "addTokenTo", "grant_type", "algorithm", "signatureMethod", "scope", "key", "realm")
                                .contains(key)
                        || key.toLowerCase(Locale.ROOT).endsWith("url")
                        || key.equals("service")
                        || key.equals("region");
        if (!plain && value.isValueNode() && !value.isBoolean()) {
            secrets.learn(value.asText());
        }
    }

    private String apiKey(JsonNode block) {
        String name = value(block, "key");
        String in = "query".equals(value(block, "in")) ? "query" : "header";
        boolean usable = name != null && name.matches("[\\w.-]{1,60}") && !ObservedUrl.isOpaque(name);
        return headers.key(in, usable && name != null ? name : "apiKey");
    }

    private String oauth2(JsonNode block) {
        String grant = String.valueOf(value(block, "grant_type")).toLowerCase(Locale.ROOT);
        String flow = grant.startsWith("client")
                ? "clientCredentials"
                : grant.startsWith("password")
                        ? "password"
                        : grant.startsWith("implicit") ? "implicit" : "authorizationCode";
        ObjectNode scheme = api.schemes().withObjectProperty("oauth2");
        scheme.put("type", "oauth2");
        ObjectNode made = scheme.withObjectProperty("flows").withObjectProperty(flow);
        address(made, "authorizationUrl", value(block, "authUrl"));
        address(made, "tokenUrl", value(block, "accessTokenUrl"));
        ObjectNode scopes = made.withObjectProperty("scopes");
        String named = value(block, "scope");
        for (String scope : named == null ? new String[0] : named.split("[\\s,]+")) {
            if (!scope.isEmpty() && !scope.contains("{{") && scopes.size() < 200) {
                scopes.put(scope, "");
            }
        }
        return "oauth2";
    }

    private static void address(ObjectNode flow, String name, @Nullable String url) {
        String base = url == null ? null : ObservedUrl.base(url);
        if (base != null) {
            flow.put(name, base);
        }
    }
}
