package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.OAuthDetails.Parameter;
import dev.ferrule.auth.SessionDetails;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.EgressFailure;
import dev.ferrule.egress.Reach;
import dev.ferrule.egress.Sender;
import dev.ferrule.oauth.OAuthRefusal;
import dev.ferrule.oauth.Tokens;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Begins sessions: sends a name and a password to where a system takes them, and finds the token in its answer. */
@Component
class SessionLogins {

    private static final long LONGEST_SECONDS = 10L * 365 * 24 * 3600;

    private final Sender sender;
    private final JsonMapper json;

    SessionLogins(Sender sender, JsonMapper json) {
        this.sender = sender;
        this.json = json;
    }

    /** The session's token; a lasting {@link OAuthRefusal} when the system does not take name and password. */
    Tokens login(AuthMethod method, Map<String, String> credentials) {
        SessionDetails details = method.session();
        if (details == null) {
            throw new OAuthRefusal("no_login_url", true);
        }
        Answer answer = ask(details, credentials);
        int status = answer.status();
        if (status >= 400) {
            throw new OAuthRefusal("status_" + status, status < 500 && status != 429 && status != 408);
        }
        JsonNode body = body(answer);
        String token = token(details, answer, body);
        if (token == null || token.isBlank()) {
            throw new OAuthRefusal("no_token_in_answer", true);
        }
        return new Tokens(token, null, expiry(details, body), List.of());
    }

    private Answer ask(SessionDetails details, Map<String, String> credentials) {
        boolean form = "form".equals(details.format());
        String body = form ? form(details, credentials) : json(details, credentials);
        URI address = URI.create(details.loginUrl());
        List<Call.Header> headers = List.of(
                new Call.Header("Accept", "application/json, */*;q=0.5"),
                new Call.Header("Content-Type", form ? "application/x-www-form-urlencoded" : "application/json"));
        Call call = new Call(
                details.method() == null ? "POST" : details.method(),
                address,
                headers,
                body.getBytes(StandardCharsets.UTF_8));
        try {
            return sender.send(call, Reach.of(address).withoutRedirects());
        } catch (EgressFailure e) {
            throw new OAuthRefusal("login_server_" + e.reason().name().toLowerCase(Locale.ROOT), false);
        }
    }

    private static String form(SessionDetails details, Map<String, String> credentials) {
        return details.sent().stream()
                .map(field -> encoded(field.name()) + "=" + encoded(filled(field, credentials)))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String json(SessionDetails details, Map<String, String> credentials) {
        ObjectNode object = json.createObjectNode();
        for (Parameter field : details.sent()) {
            String[] path =
                    field.name().startsWith("/") ? field.name().substring(1).split("/") : new String[] {field.name()};
            ObjectNode place = object;
            for (int i = 0; i < path.length - 1; i++) {
                place = place.get(path[i]) instanceof ObjectNode there ? there : place.putObject(path[i]);
            }
            place.put(path[path.length - 1], filled(field, credentials));
        }
        return json.writeValueAsString(object);
    }

    /** One or the other and never both: a password that looks like a placeholder is sent as it is. */
    private static String filled(Parameter field, Map<String, String> credentials) {
        for (String name : List.of("username", "password")) {
            String placeholder = "{" + name + "}";
            if (field.value().contains(placeholder)) {
                return field.value().replace(placeholder, credentials.getOrDefault(name, ""));
            }
        }
        return field.value();
    }

    private JsonNode body(Answer answer) {
        try {
            return json.readTree(answer.body());
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }

    private static @Nullable String token(SessionDetails details, Answer answer, JsonNode body) {
        if (details.tokenPointer() != null) {
            JsonNode found = body.at(details.tokenPointer());
            return found.isValueNode() && !found.isNull() ? found.asString() : null;
        }
        if (details.tokenHeader() != null) {
            return answer.header(details.tokenHeader());
        }
        String before = details.tokenCookie() + "=";
        return answer.all("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(before))
                .map(cookie -> cookie.substring(before.length()).split(";", 2)[0])
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant expiry(SessionDetails details, JsonNode body) {
        long seconds = details.expiresIn() == null ? -1 : details.expiresIn();
        if (details.expiresInPointer() != null) {
            seconds = body.at(details.expiresInPointer()).asLong(seconds);
        }
        return seconds < 0
                ? null
                : Instant.now().plusSeconds(Math.min(seconds, LONGEST_SECONDS)).truncatedTo(ChronoUnit.MILLIS);
    }
}
