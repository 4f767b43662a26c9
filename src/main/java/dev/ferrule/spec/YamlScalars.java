package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an unquoted YAML word means, by the rules that OpenAPI asks for (YAML 1.2, JSON schema): {@code on}, {@code no},
 * dates, {@code 010} and {@code 1_000} are the texts that they look like, which YAML 1.1 would turn into something else.
 */
final class YamlScalars {

    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]{0,399})");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(0|[1-9][0-9]{0,199})(\\.[0-9]{0,199})?([eE][-+]?[0-9]{1,10})?");

    private YamlScalars() {}

    /** Null if it is a text. */
    static @Nullable JsonNode resolved(String word) {
        if (word.isEmpty()) {
            return NullNode.instance;
        }
        char first = word.charAt(0);
        if (first == '-' || first == '+' || (first >= '0' && first <= '9')) {
            return number(word);
        }
        return switch (word) {
            case "~", "null", "Null", "NULL" -> NullNode.instance;
            case "true", "True", "TRUE" -> JsonNodeFactory.instance.booleanNode(true);
            case "false", "False", "FALSE" -> JsonNodeFactory.instance.booleanNode(false);
            default -> null;
        };
    }

    private static @Nullable JsonNode number(String word) {
        if (word.length() > 400) {
            return null;
        }
        String digits = word.charAt(0) == '+' ? word.substring(1) : word;
        if (INTEGER.matcher(word).matches()) {
            return digits.length() < 18
                    ? small(Long.parseLong(digits))
                    : JsonNodeFactory.instance.numberNode(new BigInteger(digits));
        }
        return DECIMAL.matcher(word).matches() ? JsonTree.decimal(digits) : null;
    }

    private static JsonNode small(long number) {
        return number == (int) number
                ? JsonNodeFactory.instance.numberNode((int) number)
                : JsonNodeFactory.instance.numberNode(number);
    }
}
