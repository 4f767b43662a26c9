package dev.ferrule.auth;

import dev.ferrule.egress.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A password that is proven and not sent (RFC 7616); a server's challenge has to come first. */
record Digest() implements Scheme {

    @Override
    public List<CredentialField> fields() {
        return List.of(
                CredentialField.open("username", "The user name."),
                CredentialField.secret("password", "The password."));
    }

    /** Without a challenge there is nothing to answer; {@link DigestNonces} knows those that came. */
    @Override
    public Call sign(Map<String, String> credentials, Call call, Moment moment) {
        return call;
    }

    @Override
    public boolean coversRequest() {
        return true;
    }

    /** @param count how often this nonce has been used, this time included */
    static Call answer(
            Map<String, String> credentials, Call call, DigestChallenge challenge, int count, String cnonce) {
        String user = Scheme.value(credentials, "username");
        String nc = String.format("%08x", count);
        String target = Urls.target(call.uri());
        String qop = challenge.qop();
        String a1 = hash(challenge, user + ":" + challenge.realm() + ":" + Scheme.value(credentials, "password"));
        if (challenge.isSession()) {
            a1 = hash(challenge, a1 + ":" + challenge.nonce() + ":" + cnonce);
        }
        String body = "auth-int".equals(qop) ? ":" + Hashes.hex(Hashes.digest(java(challenge), call.body())) : "";
        String a2 = hash(challenge, call.method() + ":" + target + body);
        String middle = qop == null ? challenge.nonce() : challenge.nonce() + ":" + nc + ":" + cnonce + ":" + qop;
        List<String> fields = new ArrayList<>();
        fields.add(quoted("username", challenge.userhash() ? hash(challenge, user + ":" + challenge.realm()) : user));
        fields.add(quoted("realm", challenge.realm()));
        fields.add(quoted("uri", target));
        if (challenge.algorithm() != null) {
            fields.add("algorithm=" + challenge.algorithm());
        }
        fields.add(quoted("nonce", challenge.nonce()));
        if (qop != null) {
            fields.add("nc=" + nc);
            fields.add(quoted("cnonce", cnonce));
            fields.add("qop=" + qop);
        }
        fields.add(quoted("response", hash(challenge, a1 + ":" + middle + ":" + a2)));
        if (challenge.opaque() != null) {
            fields.add(quoted("opaque", Objects.requireNonNull(challenge.opaque())));
        }
        if (challenge.userhash()) {
            fields.add("userhash=true");
        }
        return call.with("Authorization", "Digest " + String.join(", ", fields));
    }

    private static String hash(DigestChallenge challenge, String text) {
        return Hashes.hex(Hashes.digest(java(challenge), Hashes.utf8(text)));
    }

    /** As Java names it. */
    private static String java(DigestChallenge challenge) {
        return challenge.hash().equals("SHA-512-256") ? "SHA-512/256" : challenge.hash();
    }

    private static String quoted(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
