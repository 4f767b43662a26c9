package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.catalogue.SpecTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HostileIngestionTest extends IngestingFerrule {

    @Test
    void everyKindOfHostileInputEndsInAClearOutcomeAndTheServiceGoesOn() {
        Map<String, byte[]> files = new LinkedHashMap<>(HostileInputs.all());
        HostileDocuments.of(1).forEach((name, content) -> files.put(name, content.get()));
        HostileArchives.of(1).forEach((name, content) -> files.put(name, content.get()));
        files.putAll(HostileOddities.all());
        int kinds = files.size();
        files.put("good.json", SpecTexts.described("Amid the hostile", "1", "https://good.example.io", 2));

        JsonNode job = ingest(files);

        assertThat(kinds).isGreaterThan(170);
        String id = job.at("/id").asString();
        List<JsonNode> items = allItems(id, "");
        assertThat(items).hasSize(job.at("/total").asInt()).hasSizeGreaterThan(kinds);
        for (String name : files.keySet()) {
            assertThat(items)
                    .as("an outcome of " + name)
                    .anyMatch(item -> item.at("/name").asString().startsWith(name));
        }
        for (JsonNode item : items) {
            String code = item.at("/error/code").asString("");
            assertThat(code).as("code of %s", item).isNotIn("internal-error", "out-of-memory", "reader-crashed");
            if (!code.isEmpty()) {
                assertThat(item.at("/error/message").asString()).isNotBlank().doesNotContain("Exception", "\tat ");
                assertThat(item.at("/error/remedy").asString(""))
                        .as("remedy of %s", item)
                        .isNotBlank();
            }
        }
        assertThat(items(id, ""))
                .containsEntry("good.json", "ingested")
                .containsEntry("bomb.zip", "archive-too-large")
                .containsEntry("header-L.tar.gz", "archive-too-large")
                .containsEntry("sum.json", "archive-entry-refused")
                .containsEntry("encrypted.zip", "archive-unreadable")
                .containsEntry("deep-example.json", "ingested")
                .containsEntry("merge-bomb.yaml", "spec-too-large")
                .containsEntry("deep-flow-open.yaml", "spec-too-deep")
                .containsEntry("overlong.json", "spec-encoding");
        assertThat(get("/api/v1/catalogue").expect(200).json().at("/specs").asInt())
                .isPositive();
        assertThat(ingest(files).at("/ingested").asInt()).isZero();
    }
}
