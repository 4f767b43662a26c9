package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.catalogue.SpecTexts;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class JobApiTest extends IngestingFerrule {

    @Autowired
    private Uploads uploads;

    @Test
    void filesAndArchivesAreTakenInAndEveryBadOneIsNamedWithWhatToDo() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("one.json", spec("Job one"));
        files.put("broken.yaml", "openapi: [".getBytes(StandardCharsets.UTF_8));
        files.put("some.zip", zip(Map.of("a/two.json", spec("Job two"), "../evil.json", spec("Job evil"))));

        Reply accepted = send(files, "").expect(202);
        String id = accepted.at("/id");
        assertThat(accepted.header("Location")).contains("/api/v1/ingestions/" + id);
        assertThat(accepted.at("/state")).isEqualTo("queued");

        JsonNode job = ended(id);

        assertThat(job.at("/state").asString()).isEqualTo("succeeded");
        assertThat(job.at("/total").asInt()).isEqualTo(4);
        assertThat(job.at("/ingested").asInt()).isEqualTo(2);
        assertThat(job.at("/failed").asInt()).isEqualTo(2);
        assertThat(job.at("/startedAt").asString()).isNotBlank();
        assertThat(job.at("/finishedAt").asString()).isNotBlank();
        assertThat(items(id, ""))
                .containsOnly(
                        Map.entry("one.json", "ingested"),
                        Map.entry("two.json", "ingested"),
                        Map.entry("broken.yaml", "spec-broken"),
                        Map.entry("evil.json", "archive-entry-refused"));
        assertThat(allItems(id, "&state=failed")).hasSize(2).allSatisfy(item -> {
            assertThat(item.at("/error/message").asString()).isNotBlank();
            assertThat(item.at("/error/remedy").asString()).isNotBlank();
        });
        assertThat(get("/api/v1/operations?q=shelf&limit=1").expect(200).at("/items/0/specId"))
                .isNotBlank();
        assertThat(get("/api/v1/ingestions?limit=200").body()).contains(id);
    }

    @Test
    void hundredsOfFilesMayComeInOneFormAndMoreAreRefusedClearly() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) {
            files.put("f" + i + ".json", "{".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(ingest(files).at("/failed").asInt()).isEqualTo(300);

        for (int i = 300; i < 1_100; i++) {
            files.put("f" + i + ".json", "{".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(send(files, "").status()).isBetween(400, 499);
    }

    @Test
    void theSameAgainIsUnchangedAndNothingOfItIsKept() {
        Map<String, byte[]> files = Map.of("all.zip", zip(Map.of("x.json", spec("Same x"), "y.json", spec("Same y"))));

        assertThat(ingest(files).at("/ingested").asInt()).isEqualTo(2);
        JsonNode again = ingest(files);

        assertThat(again.at("/unchanged").asInt()).isEqualTo(2);
        assertThat(again.at("/ingested").asInt()).isZero();
        assertThat(uploads.jobs()).doesNotContain(again.at("/id").asString());
    }

    @Test
    void aDryRunSaysWhatWouldBecomeOfEachAndSavesNothing() {
        Map<String, byte[]> files = Map.of("dry.json", spec("Dry"), "bad.json", "{".getBytes(StandardCharsets.UTF_8));

        String id = send(files, "?dryRun=true").expect(202).at("/id");
        JsonNode job = ended(id);

        assertThat(job.at("/dryRun").asBoolean()).isTrue();
        assertThat(items(id, "")).containsOnly(Map.entry("dry.json", "ingested"), Map.entry("bad.json", "spec-broken"));
        assertThat(get("/api/v1/specs?q=Dry").expect(200).json().at("/items")).isEmpty();
    }

    @Test
    void onlyTheFailedAreTriedAgainAndThatMayGoBetter() {
        String id = send(Map.of("good.json", spec("Retry"), "bad.json", "{".getBytes(StandardCharsets.UTF_8)), "")
                .expect(202)
                .at("/id");
        ended(id);

        post("/api/v1/ingestions/" + id + "/retry", "{}").expect(202);
        JsonNode job = ended(id);

        assertThat(job.at("/total").asInt()).isEqualTo(2);
        assertThat(items(id, ""))
                .containsOnly(Map.entry("good.json", "ingested"), Map.entry("bad.json", "spec-broken"));
    }

    @Test
    void aJobOfWhichNothingCouldBeTakenHasFailed() {
        JsonNode job = ingest(Map.of("none.zip", "no archive".getBytes(StandardCharsets.UTF_8)));

        assertThat(job.at("/state").asString()).isEqualTo("failed");
        assertThat(items(job.at("/id").asString(), "")).containsOnly(Map.entry("none.zip", "archive-unreadable"));
        assertThat(ingest(Map.of("empty.zip", zip(Map.of("readme.txt", new byte[3]))))
                        .at("/failed")
                        .asInt())
                .isOne();
    }

    @Test
    void addressesThatAreNotPublicAreFailuresByName() {
        String id = post("/api/v1/ingestions", "{\"urls\":[\"http://169.254.169.254/latest?key=1\",\"ftp://x\"]}")
                .expect(202)
                .at("/id");

        assertThat(ended(id).at("/failed").asInt()).isEqualTo(2);
        assertThat(items(id, "")).containsEntry("latest", "address-not-allowed").containsEntry("x", "invalid-request");
    }

    @Test
    void whoKnowsTheEndAlreadyIsNotToldAgain() {
        String id = ingest(Map.of("e.json", spec("Events"))).at("/id").asString();
        List<String> all = events(id);
        String last = all.stream()
                .filter(line -> line.startsWith("id:"))
                .reduce("", (first, second) -> second)
                .substring(3);

        assertThat(all).contains("event:done");
        assertThat(events(id, "Last-Event-ID", last)).isEmpty();
    }

    @Test
    void whatIsOverCannotBeCancelledAndWhatIsNotThereIsSaid() {
        String id = ingest(Map.of("o.json", spec("Over"))).at("/id").asString();

        post("/api/v1/ingestions/" + id + "/cancel", "").expectProblem(409, "ingestion-over");
        post("/api/v1/ingestions/" + id + "/retry", "").expectProblem(409, "nothing-to-retry");
        get("/api/v1/ingestions/0123").expectProblem(404, "ingestion-not-found");
        get("/api/v1/ingestions/" + id + "/items?state=odd").expectProblem(400, "invalid-request");
        get("/api/v1/ingestions/" + id + "/items?cursor=odd").expectProblem(400, "invalid-request");
        post("/api/v1/ingestions", "{\"urls\":[]}").expectProblem(400, "invalid-request");
        post("/api/v1/ingestions", "{\"urls\":[null]}").expectProblem(400, "invalid-request");
    }

    private static byte[] spec(String title) {
        return SpecTexts.described(title, "1", "https://jobs.example.io", 3);
    }
}
