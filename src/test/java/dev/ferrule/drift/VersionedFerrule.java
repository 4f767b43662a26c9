package dev.ferrule.drift;

import dev.ferrule.Reply;
import dev.ferrule.connection.ConnectingFerrule;
import dev.ferrule.http.AccessToken;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Two versions of an API, and a connector and template of the first. */
abstract class VersionedFerrule extends ConnectingFerrule {

    static final String KEY = "\"key\":{\"type\":\"apiKey\",\"in\":\"header\",\"name\":\"X-Key\"}";

    @Autowired
    MongoTemplate database;

    String connector = "";
    String template = "";
    String templateId = "";

    String org() {
        return AccessToken.ORGANISATION;
    }

    String spec(String title, String version, String scheme, String path) {
        byte[] document = document(title, version, scheme, path).getBytes(StandardCharsets.UTF_8);
        return postBytes("/api/v1/specs", document, "Content-Type", "application/json")
                .expect(201)
                .at("/id");
    }

    static String document(String title, String version, String scheme, String path) {
        return """
                {"openapi":"3.1.0","info":{"title":"%1$s","version":"%2$s"},"servers":[{"url":"https://api.%3$s.dev/v1"}],
                 "security":[{"key":[]}],"components":{"securitySchemes":{%4$s}},
                 "paths":{"%5$s":{"get":{"operationId":"getStone","summary":"One stone","responses":{"200":{"description":"ok"}}}},
                  "/%3$s/a":{"get":{"responses":{"200":{"description":"ok"}}}},"/%3$s/b":{"get":{"responses":{"200":{"description":"ok"}}}},
                  "/%3$s/c":{"get":{"responses":{"200":{"description":"ok"}}}},"/%3$s/d":{"get":{"responses":{"200":{"description":"ok"}}}}}}
                """.formatted(title, version, title.toLowerCase(Locale.ROOT), scheme, path);
    }

    void build(String title, String spec) {
        Reply plan = post(
                        "/api/v1/plans",
                        "{\"requirement\":\"get one stone in %s\",\"specIds\":[\"%s\"]}".formatted(title, spec))
                .expect(201);
        Reply built = post("/api/v1/plans/" + plan.at("/id") + "/build", "").expect(200);
        connector = "/api/v1/connectors/" + built.at("/connectors/0/connectorId");
        templateId = built.at("/connectors/0/templateId");
        template = "/api/v1/integrations/" + built.at("/integrationId") + "/templates/" + templateId;
    }
}
