package dev.ferrule.auth;

import dev.ferrule.egress.Call;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key that is sent as it is. Where a system wants several, each is a method, and they go together. */
record ApiKey(
        @Nullable String in,
        @Nullable String name,
        @Nullable String prefix) implements Scheme {

    @Override
    public List<CredentialField> fields() {
        return List.of(CredentialField.secret("apiKey", "The key, without any word before it."));
    }

    @Override
    public Call sign(Map<String, String> credentials, Call call, Moment moment) {
        return place(Scheme.value(credentials, "apiKey"), call);
    }

    /** The call with this value where it belongs. */
    Call place(String key, Call call) {
        String where = name == null ? "Authorization" : name;
        String value = prefix == null || prefix.isEmpty() ? key : prefix + " " + key;
        return switch (in == null ? "header" : in) {
            case "query" -> call.to(Urls.withQuery(call.uri(), where, value));
            case "cookie" -> {
                String others = call.header("Cookie");
                yield call.with("Cookie", (others == null ? "" : others + "; ") + where + "=" + value);
            }
            // The variable that the base URL has there, as it looks in an address.
            case "path" ->
                call.to(URI.create(call.uri().toString().replace("%7B" + where + "%7D", Urls.encoded(value))));
            default -> call.with(where, value);
        };
    }
}
