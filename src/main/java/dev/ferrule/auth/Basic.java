package dev.ferrule.auth;

import dev.ferrule.egress.Call;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** User name and password (RFC 7617), in UTF-8. */
record Basic() implements Scheme {

    @Override
    public List<CredentialField> fields() {
        return List.of(
                CredentialField.open("username", "The user name."),
                CredentialField.secret("password", "The password; may stay empty.")
                        .optional());
    }

    @Override
    public Call sign(Map<String, String> credentials, Call call, Moment moment) {
        String both = Scheme.value(credentials, "username") + ":" + credentials.getOrDefault("password", "");
        return call.with(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }
}
