package dev.ferrule.auth;

import dev.ferrule.egress.Call;
import java.util.List;
import java.util.Map;

/** Nothing is wanted. */
record NoScheme() implements Scheme {

    @Override
    public List<CredentialField> fields() {
        return List.of();
    }

    @Override
    public Call sign(Map<String, String> credentials, Call call, Moment moment) {
        return call;
    }
}
