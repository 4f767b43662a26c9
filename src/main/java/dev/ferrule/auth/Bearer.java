package dev.ferrule.auth;

import dev.ferrule.egress.Call;
import java.util.List;
import java.util.Map;

/** A token that whoever bears it may use (RFC 6750). */
record Bearer(String credential) implements Scheme {

    @Override
    public List<CredentialField> fields() {
        return List.of(CredentialField.secret(credential, "The token, without the word Bearer."));
    }

    @Override
    public Call sign(Map<String, String> credentials, Call call, Moment moment) {
        return call.with("Authorization", "Bearer " + Scheme.value(credentials, credential));
    }
}
