package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The OAuth 2.0 flows of a security scheme. */
final class SecurityFlows {

    private static final int SCOPES = 2_000;

    private SecurityFlows() {}

    static List<SecurityScheme.Flow> of(@Nullable OAuthFlows model, JsonNode declared) {
        List<SecurityScheme.Flow> flows = new ArrayList<>();
        if (model != null) {
            add("authorizationCode", model.getAuthorizationCode(), flows);
            add("clientCredentials", model.getClientCredentials(), flows);
            add("password", model.getPassword(), flows);
            add("implicit", model.getImplicit(), flows);
        }
        JsonNode device = declared.path("flows").path("deviceAuthorization"); // 3.2, which swagger-parser has not yet
        if (device.isObject()) {
            flows.add(new SecurityScheme.Flow(
                    "deviceAuthorization",
                    Texts.text(device, "deviceAuthorizationUrl", 2_000),
                    Texts.text(device, "tokenUrl", 2_000),
                    Texts.text(device, "refreshUrl", 2_000),
                    scopes(device.path("scopes"))));
        }
        return List.copyOf(flows);
    }

    private static void add(String kind, @Nullable OAuthFlow model, List<SecurityScheme.Flow> flows) {
        if (model == null) {
            return;
        }
        Map<String, String> scopes = new LinkedHashMap<>();
        if (model.getScopes() != null) {
            model.getScopes().forEach((name, description) -> {
                if (scopes.size() < SCOPES) {
                    scopes.put(name, description == null ? "" : Texts.shortened(description, 500));
                }
            });
        }
        flows.add(new SecurityScheme.Flow(
                kind,
                model.getAuthorizationUrl(),
                model.getTokenUrl(),
                model.getRefreshUrl(),
                Collections.unmodifiableMap(scopes)));
    }

    private static Map<String, String> scopes(JsonNode declared) {
        Map<String, String> scopes = new LinkedHashMap<>();
        declared.fields().forEachRemaining(field -> {
            if (scopes.size() < SCOPES) {
                scopes.put(field.getKey(), Texts.shortened(field.getValue().asText(), 500));
            }
        });
        return Collections.unmodifiableMap(scopes);
    }
}
