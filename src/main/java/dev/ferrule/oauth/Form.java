package dev.ferrule.oauth;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters as forms and queries write them (RFC 6749 appendix B). */
public final class Form {

    private Form() {}

    public static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Map<String, String> decode(String form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : form.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The address with more parameters; those that it has stay (RFC 6749 section 3.1). */
    public static URI added(URI address, Map<String, String> parameters) {
        String text = address.toString();
        return URI.create(text + (text.indexOf('?') < 0 ? "?" : "&") + encode(parameters));
    }
}
