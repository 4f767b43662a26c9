package dev.ferrule.tester;

import dev.ferrule.connection.Redaction;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Masks what is a credential by its name, whoever's it is: a test may log in, and its answer holds a token then. */
final class Masking {

    private static final Set<String> FIELDS = Set.of(
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "secret",
            "clientsecret",
            "consumersecret",
            "sharedsecret",
            "signingsecret",
            "webhooksecret",
            "apikey",
            "apisecret",
            "secretkey",
            "accesskey",
            "secretaccesskey",
            "privatekey",
            "token",
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "authtoken",
            "sessiontoken",
            "bearertoken",
            "apitoken",
            "jwt",
            "credential",
            "clientassertion",
            "cvv",
            "cvc",
            "cardnumber");

    private static final Pattern HEADERS = Pattern.compile(
            "(?i)authorization|proxy-authorization|cookie|set-cookie|authentication-info|.*(api|app|access|auth|secret)[-_]?(key|token).*|.*(secret|signature|password|passwd).*");

    private Masking() {}

    static boolean isSecretField(String name) {
        return FIELDS.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
    }

    static String header(String name, String value) {
        return HEADERS.matcher(name).matches() && !value.endsWith(Redaction.MASK) ? Redaction.MASK : value;
    }

    /** A query or a form without its secret fields. */
    static String query(String query) {
        StringBuilder masked = new StringBuilder();
        for (String part : query.split("&", -1)) {
            int at = part.indexOf('=');
            masked.append(masked.isEmpty() ? "" : "&");
            masked.append(
                    at > 0 && isSecretField(part.substring(0, at)) ? part.substring(0, at + 1) + Redaction.MASK : part);
        }
        return masked.toString();
    }

    /** The same tree with its texts redacted and, if wanted, its secret fields masked. */
    static JsonNode json(JsonNode node, Redaction secrets, boolean byName) {
        if (node instanceof ObjectNode object) {
            ObjectNode masked = object.objectNode();
            object.properties().forEach(entry -> {
                JsonNode value = entry.getValue();
                boolean secret = byName && isSecretField(entry.getKey()) && value.isValueNode() && !value.isNull();
                masked.set(
                        secrets.text(entry.getKey()),
                        secret ? StringNode.valueOf(Redaction.MASK) : json(value, secrets, byName));
            });
            return masked;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode masked = array.arrayNode();
            array.forEach(item -> masked.add(json(item, secrets, byName)));
            return masked;
        }
        if (node.isString() || node.isNumber()) {
            String text = node.asString();
            String masked = secrets.text(text);
            return masked.equals(text) ? node : StringNode.valueOf(masked);
        }
        return node;
    }
}
