package dev.ferrule.connector;

import dev.ferrule.auth.AwsSigV4;
import dev.ferrule.auth.HmacDetails;
import dev.ferrule.auth.OAuth1;
import dev.ferrule.auth.OAuthDetails.Parameter;
import dev.ferrule.auth.SessionDetails;
import dev.ferrule.auth.SignatureTemplate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the settings of auth methods that sign or log in. */
final class SigningChecks {

    private static final Pattern AWS_NAME = Pattern.compile("[a-z0-9-]{1,60}");
    private static final int TEMPLATE = 2_000;
    static final List<String> SESSION_METHODS = List.of("POST", "PUT", "GET");
    static final List<String> SESSION_FORMATS = List.of("json", "form");

    private SigningChecks() {}

    static void check(Checks checks, AuthMethodForm form, String kind) {
        alone(checks, "/oauth1", form.oauth1() != null, kind.equals("oauth1"), "oauth1");
        alone(checks, "/hmac", form.hmac() != null, kind.equals("hmac"), "hmac");
        alone(checks, "/aws", form.aws() != null, kind.equals("aws_sigv4"), "aws_sigv4");
        alone(checks, "/session", form.session() != null, kind.equals("session"), "session");
        oauth1(checks, form.oauth1());
        hmac(checks, form.hmac());
        aws(checks, form.aws());
        session(checks, form.session());
        if (form.in() != null
                && (kind.equals("hmac") || kind.equals("session"))
                && form.in().equals("path")) {
            checks.add("/in", "This kind goes into a header, the query or a cookie.");
        }
        String name = form.name();
        boolean inHead =
                form.in() == null || form.in().equals("header") || form.in().equals("cookie");
        if (name != null && inHead && (kind.equals("hmac") || kind.equals("session"))) {
            header(checks, "/name", name);
        }
    }

    private static void alone(Checks checks, String pointer, boolean given, boolean fits, String type) {
        if (given && !fits) {
            checks.add(pointer, "These settings belong to the type " + type + ".");
        }
    }

    private static void oauth1(Checks checks, @Nullable OAuth1 oauth1) {
        if (oauth1 != null) {
            optional(checks, "/oauth1/signatureMethod", oauth1.signatureMethod(), OAuth1.SIGNATURE_METHODS);
            String unused = checks.text("/oauth1/realm", oauth1.realm(), 200);
        }
    }

    private static void hmac(Checks checks, @Nullable HmacDetails hmac) {
        if (hmac == null) {
            return;
        }
        optional(checks, "/hmac/algorithm", hmac.algorithm(), HmacDetails.ALGORITHMS);
        optional(checks, "/hmac/encoding", hmac.encoding(), HmacDetails.ENCODINGS);
        optional(checks, "/hmac/keyEncoding", hmac.keyEncoding(), HmacDetails.KEY_ENCODINGS);
        if (checks.prose("/hmac/template", hmac.template(), TEMPLATE) == null) {
            checks.add("/hmac/template", "What is signed must be given, such as {method}\\n{path}\\n{timestamp}.");
        } else {
            template(checks, "/hmac/template", hmac.template());
        }
        if (checks.text("/hmac/value", hmac.value(), TEMPLATE) != null) {
            template(checks, "/hmac/value", hmac.value());
        }
        List<Parameter> headers = hmac.headers() == null ? List.of() : hmac.headers();
        for (int i = 0; i < headers.size(); i++) {
            String pointer = "/hmac/headers/" + i;
            header(
                    checks,
                    pointer + "/name",
                    checks.required(pointer + "/name", headers.get(i).name(), 200));
            template(
                    checks,
                    pointer + "/value",
                    checks.required(pointer + "/value", headers.get(i).value(), 500));
        }
    }

    private static void aws(Checks checks, @Nullable AwsSigV4 aws) {
        if (aws != null) {
            aws(checks, "/aws/region", aws.region());
            aws(checks, "/aws/service", aws.service());
        }
    }

    private static void aws(Checks checks, String pointer, @Nullable String name) {
        if (name != null && !AWS_NAME.matcher(name).matches()) {
            checks.add(pointer, "Lower-case letters, digits and '-' are needed, such as eu-west-1 or execute-api.");
        }
    }

    private static void session(Checks checks, @Nullable SessionDetails session) {
        if (session == null) {
            return;
        }
        String url = checks.required("/session/loginUrl", session.loginUrl(), 2_000);
        if (!url.matches("/[^/].*")) {
            String unused = checks.address("/session/loginUrl", url);
        }
        optional(checks, "/session/method", session.method(), SESSION_METHODS);
        optional(checks, "/session/format", session.format(), SESSION_FORMATS);
        List<Parameter> fields = session.sent();
        for (int i = 0; i < fields.size(); i++) {
            String pointer = "/session/fields/" + i;
            String unused = checks.required(pointer + "/name", fields.get(i).name(), 200);
            String other = checks.required(pointer + "/value", fields.get(i).value(), 1_000);
        }
        if (session.tokenPointer() == null && session.tokenHeader() == null && session.tokenCookie() == null) {
            checks.add("/session", "Where the token is must be given: tokenPointer, tokenHeader or tokenCookie.");
        }
        pointer(checks, "/session/tokenPointer", session.tokenPointer());
        pointer(checks, "/session/expiresInPointer", session.expiresInPointer());
        if (session.tokenHeader() != null) {
            header(checks, "/session/tokenHeader", session.tokenHeader());
        }
        if (session.tokenCookie() != null) {
            header(checks, "/session/tokenCookie", session.tokenCookie());
        }
        if (session.expiresIn() != null && session.expiresIn() < 1) {
            checks.add("/session/expiresIn", "A number of seconds is needed.");
        }
    }

    private static void pointer(Checks checks, String at, @Nullable String pointer) {
        if (checks.text(at, pointer, 300) != null && !String.valueOf(pointer).startsWith("/")) {
            checks.add(at, "A JSON Pointer is needed, such as /data/token.");
        }
    }

    private static void template(Checks checks, String pointer, @Nullable String template) {
        List<String> unknown = SignatureTemplate.unknown(String.valueOf(template));
        if (!unknown.isEmpty()) {
            checks.add(
                    pointer,
                    "'" + Endpoint.cut(unknown.get(0), 50) + "' is no part of a request: one of "
                            + String.join(
                                    ", ",
                                    SignatureTemplate.NAMES.stream().sorted().toList())
                            + ", header:Name.");
        }
    }

    private static void header(Checks checks, String pointer, String name) {
        if (!name.isEmpty() && !AuthMethodForm.TOKEN.matcher(name).matches()) {
            checks.add(pointer, "The name of a header or cookie is needed, such as X-Signature.");
        }
    }

    private static void optional(Checks checks, String pointer, @Nullable String value, List<String> good) {
        if (value != null) {
            String unused = checks.oneOf(pointer, value, good);
        }
    }
}
