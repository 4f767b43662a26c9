package dev.ferrule.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Whatever is asked for as a dry run, by whatever way, changes no document of any collection. */
class DryRunTest extends VersionedFerrule {

    private static final int QUIET = 5;
    private static final String OVERLAY = """
            {"overlay":"1.0.0","info":{"title":"O","version":"1"},"actions":[{"target":"$.info","update":{"title":"Overlaid"}}]}""";

    /** What there is, as a hash of all documents of each collection; what is empty is not there. */
    private Map<String, Integer> contents() {
        Map<String, Integer> contents = new TreeMap<>();
        for (String name : database.getCollectionNames()) {
            List<Document> all = database.getCollection(name).find().into(new ArrayList<>());
            if (!all.isEmpty()) {
                contents.put(name, all.stream().mapToInt(Document::hashCode).sum());
            }
        }
        return contents;
    }

    /** The same, once nobody works in the background on what came before. */
    private Map<String, Integer> settled() {
        Map<String, Integer> last = contents();
        for (int same = 0; same < QUIET; ) {
            LockSupport.parkNanos(100_000_000);
            Map<String, Integer> now = contents();
            same = now.equals(last) ? same + 1 : 0;
            last = now;
        }
        return last;
    }

    /** Only the ingestions that report the dry runs may have come. */
    private void assertNothingChanged(Map<String, Integer> before) {
        Map<String, Integer> after = settled();
        for (String report : List.of("ingestions", "ingestion_pieces")) {
            after.remove(report);
            before.remove(report);
        }
        assertThat(after).isEqualTo(before);
    }

    @Test
    void addingASpecDryByAnyWayTellsWhatItWouldBecomeAndAddsNothing() {
        byte[] document = document("Parched", "1", KEY, "/stones/{id}").getBytes(StandardCharsets.UTF_8);
        remote.at("/spec.json", 200, new String(document, StandardCharsets.UTF_8));
        String byUrl = "{\"url\":\"%s\"%s}";
        Map<String, Integer> before = settled();

        for (String wish : List.of("dryRun=true", "dryRun=TRUE", "dryRun=1", "a=b&dryRun=true&c", "%64ryRun=true")) {
            Reply bare = postBytes("/api/v1/specs?" + wish, document, "Content-Type", "application/json");
            assertThat(bare.expect(200).at("/title")).as(wish).isEqualTo("Parched");
            assertThat(bare.at("/known")).isEqualTo("false");
            assertThat(bare.at("/operations")).isEqualTo("5");
        }
        postBytes("/api/v1/specs?dryRun=perhaps", document, "Content-Type", "application/json")
                .expectProblem(400, "invalid-request");
        postBytes("/api/v1/specs?dryRun", document, "Content-Type", "application/json")
                .expectProblem(400, "invalid-request");
        postFile("/api/v1/specs?dryRun=true", "file", "parched.json", document).expect(200);
        Reply overlaid = postForm(
                "/api/v1/specs?dryRun=true",
                Map.of("file", document, "overlay", OVERLAY.getBytes(StandardCharsets.UTF_8)));
        assertThat(overlaid.expect(200).at("/title")).isEqualTo("Overlaid");
        Reply fetched = post("/api/v1/specs?dryRun=true", byUrl.formatted(remote.url("/spec.json"), ""));
        assertThat(fetched.expect(200).at("/title")).isEqualTo("Parched");
        Reply both =
                post("/api/v1/specs?dryRun=true", byUrl.formatted(remote.url("/spec.json"), ",\"overlay\":" + OVERLAY));
        assertThat(both.expect(200).at("/title")).isEqualTo("Overlaid");
        postBytes("/api/v1/specs?dryRun=true", new byte[] {'{'}, "Content-Type", "application/json")
                .expectProblem(422, "spec-broken");

        assertNothingChanged(before);
        get("/api/v1/specs/" + fetched.at("/specId")).expectProblem(404, "spec-not-found");
    }

    @Test
    void jobsAndSourcesRunDryReportAndChangeNothingElse() {
        byte[] document = document("Arid", "1", KEY, "/stones/{id}").getBytes(StandardCharsets.UTF_8);
        remote.at("/arid.json", 200, new String(document, StandardCharsets.UTF_8));
        String url = remote.url("/arid.json");
        post(
                        "/api/v1/sources",
                        "{\"name\":\"arid\",\"interval\":\"24h\",\"nextRunAt\":\"2099-01-01T00:00:00Z\",\"urls\":[\"%s\"]}"
                                .formatted(url))
                .expect(201);
        Map<String, Integer> before = settled();

        List<Reply> jobs = List.of(
                postFile("/api/v1/ingestions?dryRun=true", "file", "arid.json", document),
                post("/api/v1/ingestions", "{\"urls\":[\"%s\"],\"dryRun\":true}".formatted(url)),
                post("/api/v1/sources/arid/run?dryRun=true", ""));

        for (Reply job : jobs) {
            String path = "/api/v1/ingestions/" + job.expect(202).at("/id");
            while (!get(path).at("/state").equals("succeeded")) {
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(get(path).at("/dryRun")).isEqualTo("true");
            assertThat(get(path + "/items").at("/items/0/state")).isEqualTo("ingested");
        }
        assertNothingChanged(before);
        delete("/api/v1/sources/arid").expect(204);
    }

    @Test
    void thePreviewOfAnUpgradeChangesNothing() {
        build("Drought", spec("Drought", "1", KEY, "/stones/{id}"));
        spec("Drought", "2", KEY.replace("X-Key", "X-Other"), "/rocks/{stoneId}");
        Map<String, Integer> before = settled();

        Reply preview = post(
                connector + "/upgrade",
                "{\"templates\":[\"%s\"],\"followMoves\":true,\"dryRun\":true}".formatted(templateId));

        assertThat(preview.expect(200).json().at("/steps")).isNotEmpty();
        assertNothingChanged(before);
    }
}
