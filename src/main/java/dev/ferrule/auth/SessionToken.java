package dev.ferrule.auth;

import dev.ferrule.egress.Call;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token that a login gave, for a while. Where nobody says how to log in, somebody gives the token. */
record SessionToken(
        @Nullable String in,
        @Nullable String name,
        @Nullable String prefix,
        @Nullable SessionDetails details) implements Scheme {

    @Override
    public List<CredentialField> fields() {
        if (details == null) {
            return new Bearer("token").fields();
        }
        return List.of(
                CredentialField.open("username", "The user name."),
                CredentialField.secret("password", "The password."));
    }

    @Override
    public Call sign(Map<String, String> credentials, Call call, Moment moment) {
        String token = Scheme.value(credentials, details == null ? "token" : Signing.ACCESS_TOKEN);
        if (in == null && name == null && details != null && details.tokenCookie() != null) {
            return new ApiKey("cookie", details.tokenCookie(), null).place(token, call);
        }
        boolean usual = in == null && name == null && prefix == null;
        return new ApiKey(in, name, usual ? "Bearer" : prefix).place(token, call);
    }
}
