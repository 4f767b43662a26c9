package dev.ferrule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.RunningFerrule;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApiDocumentTest extends RunningFerrule {

    @Test
    void theServiceDescribesItselfInOpenApi31() {
        JsonNode document = get("/v3/api-docs").expect(200).json();

        assertThat(document.at("/openapi").asString()).startsWith("3.1");
        assertThat(document.at("/info/title").asString()).isEqualTo("Ferrule");
        assertThat(document.at("/security/0/bearer").isArray()).isTrue();
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asString())
                .isEqualTo("bearer");
        assertThat(document.at("/components/schemas/Problem/properties").propertyNames())
                .contains("status", "title", "detail", "code", "errors");
    }

    @Test
    void everyOperationMayAnswerWithAProblemAndOnlyTheApiIsThere() {
        JsonNode document = get("/v3/api-docs").expect(200).json();

        document.at("/paths").forEachEntry((path, item) -> {
            assertThat(path).startsWith("/api/v1/").doesNotContain("/probe", "/counting");
            item.forEachEntry((method, operation) -> assertThat(operation
                            .at("/responses/default/content/application~1problem+json/schema/$ref")
                            .asString())
                    .as(method + " " + path)
                    .isEqualTo("#/components/schemas/Problem"));
        });
    }
}
