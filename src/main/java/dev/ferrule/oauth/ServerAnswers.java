package dev.ferrule.oauth;

import dev.ferrule.egress.Answer;
import dev.ferrule.problem.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what authorization servers answer, as it is found rather than as it is specified: forms instead of JSON, numbers as
 * text, commas between scopes, errors with status 200.
 */
@Component
class ServerAnswers {

    private static final Pattern ERROR = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,60}");
    private static final long LONGEST = 10L * 365 * 24 * 3600;

    private final JsonMapper json;

    ServerAnswers(JsonMapper json) {
        this.json = json;
    }

    Tokens tokens(Answer answer) {
        Map<String, String> fields = fields(answer);
        String access = fields.get("access_token");
        if (answer.status() >= 300 || access == null || access.isBlank()) {
            throw refusal(answer);
        }
        String scope = fields.get("scope");
        return new Tokens(
                access,
                fields.get("refresh_token"),
                expiry(fields),
                scope == null || scope.isBlank()
                        ? null
                        : Arrays.stream(scope.trim().split("[ ,]+"))
                                .distinct()
                                .sorted()
                                .toList());
    }

    private static @Nullable Instant expiry(Map<String, String> fields) {
        long seconds = number(fields.get("expires_in"), -1);
        return seconds < 0
                ? null
                : Instant.now().plusSeconds(Math.min(seconds, LONGEST)).truncatedTo(ChronoUnit.MILLIS);
    }

    Device device(Answer answer) {
        Map<String, String> fields = fields(answer);
        String code = fields.get("device_code");
        String userCode = fields.get("user_code");
        // Some servers use the name of an early draft.
        String uri = fields.getOrDefault("verification_uri", fields.get("verification_url"));
        if (answer.status() >= 300 || code == null || userCode == null || uri == null) {
            throw refusal(answer);
        }
        return new Device(
                code,
                userCode,
                uri,
                fields.get("verification_uri_complete"),
                Math.max(1, number(fields.get("expires_in"), 600)),
                Math.max(0, number(fields.get("interval"), 5)));
    }

    /** @param url where it was found: it must belong to the issuer that it names, or anybody could speak for it */
    Metadata metadata(String url, Answer answer) {
        Map<String, String> fields = answer.status() == 200 ? fields(answer) : Map.of();
        String issuer = fields.get("issuer");
        if (issuer == null) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "discovery-failed",
                    "The discovery address does not answer with a description of an authorization server.");
        }
        String bare = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        // RFC 8414 puts the well-known part before the issuer's path, OpenID Connect behind it.
        String place = url.replaceFirst("/\\.well-known/[^/?]+", "");
        if (!url.startsWith(bare + "/") && !place.equals(bare)) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "discovery-failed",
                    "The discovery address names an issuer that it does not belong to.");
        }
        return new Metadata(
                issuer,
                fields.get("authorization_endpoint"),
                fields.get("token_endpoint"),
                fields.get("revocation_endpoint"),
                fields.get("device_authorization_endpoint"),
                "true".equals(fields.get("authorization_response_iss_parameter_supported")));
    }

    OAuthRefusal refusal(Answer answer) {
        String error = fields(answer).get("error");
        int status = answer.status();
        boolean passing = status >= 500 || status == 429 || status == 408;
        String code = error != null && ERROR.matcher(error).matches()
                ? error
                : status >= 300 ? "status_" + status : "invalid_response";
        return new OAuthRefusal(
                code,
                !passing && !List.of("temporarily_unavailable", "server_error").contains(code));
    }

    /** The simple fields of the answer, as text. */
    private Map<String, String> fields(Answer answer) {
        String text = answer.text().strip();
        if (!text.startsWith("{")) {
            return Form.decode(text);
        }
        try {
            Map<String, String> fields = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : json.readTree(text).properties()) {
                JsonNode value = field.getValue();
                if (value.isValueNode() && !value.isNull()) {
                    fields.put(field.getKey(), value.asString());
                }
            }
            return fields;
        } catch (JacksonException e) {
            return Map.of();
        }
    }

    private static long number(@Nullable String text, long otherwise) {
        try {
            return text == null ? otherwise : (long) Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
