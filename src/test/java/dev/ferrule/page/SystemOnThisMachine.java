package dev.ferrule.page;

import dev.ferrule.connection.RemoteSystem;
import dev.ferrule.connection.TestAuthorizationServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A system that is there, with a key and a login, and the spec that says so. */
final class SystemOnThisMachine implements AutoCloseable {

    static final String KEY = "k-0123456789-page";
    static final String SIGNING = "a-shared-secret-of-this-test";

    final RemoteSystem remote = new RemoteSystem();
    final TestAuthorizationServer logins = new TestAuthorizationServer();

    SystemOnThisMachine() {
        remote.at("/parcels", request -> {
            String header = String.valueOf(request.header("Authorization"));
            boolean signed = signature("GET:/parcels").equals(request.header("X-Signature"));
            boolean in = signed
                    || KEY.equals(request.header("X-Api-Key"))
                    || header.startsWith("Bearer ") && logins.takes(header.substring(7));
            // The weight is not what the spec promises.
            return RemoteSystem.Response.of(in ? 200 : 401, in ? "[{\"id\":\"p1\",\"weight\":\"heavy\"}]" : "{}");
        });
    }

    private static String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SIGNING.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String spec(String name) {
        return SPEC.replace("NAME", name).replace("BASE", remote.url("")).replace("LOGIN", logins.url("/oauth2"));
    }

    @Override
    public void close() {
        remote.close();
        logins.close();
    }

    private static final String SPEC = """
            {"openapi":"3.0.3","info":{"title":"NAME","version":"1"},"servers":[{"url":"BASE"}],
             "security":[{"key":[]},{"login":["read"]}],
             "components":{"securitySchemes":{
               "key":{"type":"apiKey","in":"header","name":"X-Api-Key"},
               "login":{"type":"oauth2","flows":{"authorizationCode":{
                 "authorizationUrl":"LOGIN/authorize","tokenUrl":"LOGIN/token","scopes":{"read":"Read parcels","write":"Send parcels"}}}}}},
             "paths":{"/parcels":{"get":{"operationId":"listParcels","summary":"List the parcels",
               "responses":{"200":{"description":"Parcels","content":{"application/json":{"schema":{"type":"array","items":{
                 "type":"object","required":["id","weight"],"properties":{
                   "id":{"type":"string"},"weight":{"type":"number"}}}}}}}}}}}}
            """;
}
