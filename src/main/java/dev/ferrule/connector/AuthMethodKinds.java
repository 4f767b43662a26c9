package dev.ferrule.connector;

import static dev.ferrule.connector.AuthMethodKind.Input.ADDRESS;
import static dev.ferrule.connector.AuthMethodKind.Input.CHOICE;
import static dev.ferrule.connector.AuthMethodKind.Input.FLAG;
import static dev.ferrule.connector.AuthMethodKind.Input.METHODS;
import static dev.ferrule.connector.AuthMethodKind.Input.NUMBER;
import static dev.ferrule.connector.AuthMethodKind.Input.PAIRS;
import static dev.ferrule.connector.AuthMethodKind.Input.TEMPLATE;
import static dev.ferrule.connector.AuthMethodKind.Input.TEXT;
import static dev.ferrule.connector.AuthMethodKind.Input.TEXTS;

import dev.ferrule.auth.HmacDetails;
import dev.ferrule.auth.OAuth1;
import dev.ferrule.auth.SignatureTemplate;
import dev.ferrule.connector.AuthMethodKind.Setting;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All kinds of auth methods that can be written by hand, the usual ones first. What they say is what {@link AuthMethodForm} takes. */
final class AuthMethodKinds {

    private static final List<String> SENT_IN = List.of("header", "query", "cookie");
    private static final List<String> NAMES = Stream.concat(
                    SignatureTemplate.NAMES.stream().sorted(), Stream.of("header:Name"))
            .toList();

    private static final Setting AUTHORIZATION_URL = Setting.of(
                    "/authorizationUrl", "Address where people agree", ADDRESS, "Opened in a browser for the login.")
            .like("https://login.example.com/authorize")
            .needed();
    private static final Setting TOKEN_URL = Setting.of("/tokenUrl", "Address that gives out tokens", ADDRESS, null)
            .like("https://login.example.com/token")
            .needed();
    private static final Setting SCOPES = Setting.of(
                    "/scopes",
                    "Scopes",
                    TEXTS,
                    "Asked for at each login, unless others are chosen there. The fewer the better.")
            .like("orders:read");

    private static final List<Setting> COMMON = List.of(
            Setting.of("/recommended", "Recommended", FLAG, "Integrations take it unless they choose another one."),
            Setting.of("/together", "Only together with", METHODS, "Methods that every request needs at the same time.")
                    .seldom(),
            Setting.of("/operations", "Only for these operations", TEXTS, "None: for all of them.")
                    .like("GET /orders")
                    .seldom(),
            Setting.of("/notes", "Notes", TEXTS, "What others should know before they connect by it.")
                    .seldom());

    static final List<AuthMethodKind> ALL = List.of(
            kind(
                    "api_key",
                    null,
                    "API key",
                    "A key that is sent as it is with every request.",
                    Setting.of("/in", "Where it goes", CHOICE, "'path' is a variable of the base URL.")
                            .from(AuthMethodForm.PLACES, null)
                            .needed(),
                    Setting.of("/name", "Name", TEXT, "Of the header, query parameter, cookie or variable.")
                            .like("X-Api-Key")
                            .needed(),
                    Setting.of("/prefix", "Word before the key", TEXT, "Only where the system wants one.")
                            .like("token")),
            kind("bearer", null, "Bearer token", "A token that is sent as 'Authorization: Bearer'."),
            kind("basic", null, "User name and password (Basic)", "Both are sent with every request."),
            kind("digest", null, "User name and password (Digest)", "The password proves itself and is never sent."),
            oauth(
                    "authorization_code",
                    "OAuth 2.0, login in the browser",
                    "A person logs in and agrees.",
                    AUTHORIZATION_URL,
                    TOKEN_URL,
                    SCOPES),
            oauth(
                    "client_credentials",
                    "OAuth 2.0, client credentials",
                    "The application acts for itself; nobody logs in.",
                    TOKEN_URL,
                    SCOPES),
            oauth(
                    "device_code",
                    "OAuth 2.0, login on another device",
                    "A person enters a code on another device.",
                    Setting.of("/oauth/deviceAuthorizationUrl", "Address that gives out codes", ADDRESS, null)
                            .like("https://login.example.com/device")
                            .needed(),
                    TOKEN_URL,
                    SCOPES),
            oauth(
                    "jwt_bearer",
                    "OAuth 2.0, service account",
                    "An account's private key signs for its tokens.",
                    TOKEN_URL,
                    SCOPES),
            oauth(
                    "password",
                    "OAuth 2.0, password grant",
                    "The user's password is handed over. Only where the system has nothing better.",
                    TOKEN_URL,
                    SCOPES),
            withOAuth(
                    "openid_connect",
                    null,
                    "OpenID Connect",
                    "A login in the browser; the addresses are published by the system.",
                    Setting.of("/openIdConnectUrl", "Discovery address", ADDRESS, null)
                            .like("https://login.example.com/.well-known/openid-configuration")
                            .needed(),
                    SCOPES),
            kind(
                    "session",
                    null,
                    "Session login",
                    "A login request gives a token, which goes with the others until it expires.",
                    Setting.of(
                                    "/session/loginUrl",
                                    "Login address",
                                    ADDRESS,
                                    "Complete, or a path at the host of the base URL.")
                            .like("/login")
                            .needed(),
                    Setting.of("/session/method", "Method", CHOICE, null).from(SigningChecks.SESSION_METHODS, "POST"),
                    Setting.of("/session/format", "Sent as", CHOICE, null).from(SigningChecks.SESSION_FORMATS, "json"),
                    Setting.of(
                                    "/session/fields",
                                    "What is sent",
                                    PAIRS,
                                    "{username} and {password} are filled in. None: fields of these names.")
                            .like("username = {username}"),
                    Setting.of(
                                    "/session/tokenPointer",
                                    "Where the answer has the token",
                                    TEXT,
                                    "JSON Pointer. This, a header or a cookie is needed.")
                            .like("/data/token"),
                    Setting.of("/session/tokenHeader", "or which header of the answer it is", TEXT, null)
                            .like("X-Session-Token"),
                    Setting.of("/session/tokenCookie", "or which cookie of the answer it is", TEXT, null)
                            .like("SESSION"),
                    Setting.of(
                                    "/session/expiresInPointer",
                                    "Where the answer says for how many seconds",
                                    TEXT,
                                    "JSON Pointer.")
                            .like("/data/expiresIn")
                            .seldom(),
                    Setting.of(
                                    "/session/expiresIn",
                                    "Seconds that it is good for",
                                    NUMBER,
                                    "Where the answer does not say. Neither: until it is refused.")
                            .like("3600")
                            .seldom(),
                    Setting.of("/in", "Where the token goes", CHOICE, null)
                            .from(SENT_IN, "header")
                            .seldom(),
                    Setting.of(
                                    "/name",
                                    "Under which name",
                                    TEXT,
                                    "Left out: Authorization, or the cookie that it came in.")
                            .like("X-Session")
                            .seldom(),
                    Setting.of("/prefix", "Word before the token", TEXT, "Left out with the name, too: Bearer.")
                            .like("Session")
                            .seldom()),
            kind(
                    "hmac",
                    null,
                    "Signature (HMAC)",
                    "Every request is signed by a shared secret.",
                    Setting.of(
                                    "/hmac/template",
                                    "What is signed",
                                    TEMPLATE,
                                    "Names in braces are filled in from the request.")
                            .from(NAMES, null)
                            .like("{method}\n{path}\n{timestamp}\n{bodySha256Hex}")
                            .needed(),
                    Setting.of("/hmac/algorithm", "Algorithm", CHOICE, null)
                            .from(HmacDetails.ALGORITHMS, "HMAC-SHA256"),
                    Setting.of("/hmac/encoding", "Signature written as", CHOICE, null)
                            .from(HmacDetails.ENCODINGS, "hex"),
                    Setting.of("/in", "Where it goes", CHOICE, null).from(SENT_IN, "header"),
                    Setting.of("/name", "Under which name", TEXT, "Left out: Authorization.")
                            .like("X-Signature"),
                    Setting.of("/hmac/value", "What is sent there", TEMPLATE, "Left out: the signature alone.")
                            .from(NAMES, null)
                            .like("HMAC {keyId}:{signature}"),
                    Setting.of(
                                    "/hmac/headers",
                                    "Headers besides",
                                    PAIRS,
                                    "Set before signing; their values may have names in braces.")
                            .like("X-Timestamp = {timestamp}"),
                    Setting.of("/hmac/keyEncoding", "Secret given as", CHOICE, null)
                            .from(HmacDetails.KEY_ENCODINGS, "text")
                            .seldom()),
            kind(
                    "oauth1",
                    null,
                    "OAuth 1.0 signature",
                    "Requests are signed by the secrets of an application and of a user's token.",
                    Setting.of("/oauth1/signatureMethod", "Signed by", CHOICE, null)
                            .from(OAuth1.SIGNATURE_METHODS, "HMAC-SHA1"),
                    Setting.of("/oauth1/realm", "Realm", TEXT, "Named in the header where the system wants it.")
                            .seldom()),
            kind(
                    "aws_sigv4",
                    null,
                    "AWS Signature Version 4",
                    "Every request is signed by an access key.",
                    Setting.of("/aws/region", "Region", TEXT, "Left out: as the host says it.")
                            .like("eu-west-1"),
                    Setting.of("/aws/service", "Service", TEXT, "Left out: as the host says it.")
                            .like("execute-api"),
                    Setting.of("/aws/inQuery", "Signature in the address", FLAG, "Instead of a header.")
                            .seldom(),
                    Setting.of("/aws/unsignedPayload", "Leave the body unsigned", FLAG, null)
                            .seldom()),
            kind("mutual_tls", null, "Client certificate (mutual TLS)", "The TLS connection itself proves who calls."),
            kind("none", null, "No authentication", "The system is open to everybody."));

    private AuthMethodKinds() {}

    private static AuthMethodKind oauth(String flow, String name, String description, Setting... settings) {
        return withOAuth("oauth2", flow, name, description, settings);
    }

    /** What the authorization server wants out of the ordinary comes after what every server wants. */
    private static AuthMethodKind withOAuth(
            String type, @Nullable String flow, String name, String description, Setting... settings) {
        boolean browser = flow == null || flow.equals("authorization_code");
        Setting clientAuth = Setting.of("/oauth/clientAuth", "How Ferrule proves who it is", CHOICE, null)
                .from(AuthMethodForm.CLIENT_AUTH, "basic")
                .seldom();
        Stream<Setting> ofBrowser = Stream.of(
                Setting.of("/oauth/pkce", "Bind the login by PKCE", FLAG, "Off only where the server refuses it.")
                        .from(List.of(), "true")
                        .seldom(),
                Setting.of("/oauth/issuer", "Issuer", ADDRESS, "Who must be named in the answer.")
                        .like("https://login.example.com")
                        .seldom(),
                Setting.of("/oauth/issRequired", "The answer always names the issuer", FLAG, null)
                        .seldom(),
                Setting.of("/oauth/authorizeParameters", "Added to the login's address", PAIRS, null)
                        .like("audience = https://api.example.com")
                        .seldom());
        Stream<Setting> always = Stream.of(
                Setting.of("/oauth/tokenParameters", "Added to each token request", PAIRS, null)
                        .like("audience = https://api.example.com")
                        .seldom(),
                Setting.of("/oauth/scopeSeparator", "Between scopes", CHOICE, null)
                        .from(AuthMethodForm.SEPARATORS, " ")
                        .seldom(),
                Setting.of(
                                "/oauth/revocationUrl",
                                "Address where tokens are given back",
                                ADDRESS,
                                "Asked when a connection is deleted.")
                        .like("https://login.example.com/revoke")
                        .seldom());
        Stream<Setting> all = Stream.of(
                        Stream.of(settings),
                        Stream.of(clientAuth),
                        browser ? ofBrowser : Stream.<Setting>empty(),
                        always)
                .flatMap(one -> one);
        return kind(type, flow, name, description, all.toArray(Setting[]::new));
    }

    private static AuthMethodKind kind(
            String type, @Nullable String flow, String name, String description, Setting... settings) {
        return new AuthMethodKind(
                type,
                flow,
                name,
                description,
                Stream.concat(Stream.of(settings), COMMON.stream()).toList());
    }
}
