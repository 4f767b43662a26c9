package dev.ferrule.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.connection.RemoteSystem.Response;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Newer versions that come by themselves, or while nobody looks. */
class NewerVersionsTest extends VersionedFerrule {

    @Autowired
    private Detection detection;

    @Autowired
    private Feed feed;

    @Test
    void whatCameWhileNobodyLookedIsToldAtTheNextStartAndOldMarksGo() throws InterruptedException {
        build("Lagoon", spec("Lagoon", "1", KEY, "/stones/{id}"));
        detection.stop();
        String newer = spec("Lagoon", "2", KEY, "/rocks/{stoneId}");
        CountDownLatch told = new CountDownLatch(1);
        feed.listen(() -> {
            if (get("/api/v1/changes?limit=200&after=" + last(400)).body().contains(newer)) {
                told.countDown();
            }
        });

        detection.start();
        told.await();

        detection.sweep();
        String mark = Mark.idOf(org(), get("/api/v1/specs/" + newer).at("/apiId"));
        assertThat(database.findById(mark, Mark.class)).isNotNull();
        delete("/api/v1/specs/" + newer).expect(204);
        detection.sweep();
        assertThat(database.findById(mark, Mark.class)).isNull();
    }

    private String last(int back) {
        String last = feed.last(org());
        long number = last.isEmpty() ? 0 : Math.max(0, Long.parseLong(last) - back);
        return String.format(Locale.ROOT, "%012d", number);
    }

    @Test
    void aSourceBringsTheNewerVersionAndWhatPinnedTheOlderOneStaysThere() {
        String[] published = {document("Tarn", "1", KEY, "/stones/{id}")};
        remote.at("/specs/tarn.json", request -> Response.of(200, published[0]));
        String source = post(
                        "/api/v1/sources",
                        "{\"name\":\"tarn\",\"interval\":\"24h\",\"urls\":[\"%s\"]}"
                                .formatted(remote.url("/specs/tarn.json")))
                .expect(201)
                .at("/id");
        build("Tarn", run(source));
        published[0] = document("Tarn", "2", KEY, "/rocks/{stoneId}");

        String newer = run(source);

        Reply drift = get(connector + "/drift").expect(200);
        assertThat(drift.at("/newest/0/specId")).isEqualTo(newer);
        assertThat(drift.at("/templates/0/severity")).isEqualTo("breaking");
        post(connector + "/upgrade", "{}").expect(200);
        assertThat(get(connector + "/endpoints").body()).contains(newer);
        assertThat(get(template).at("/connectorRevision")).isEqualTo("1");
        assertThat(get(template).json().at("/endpointIds").toString()).contains("stones");
        assertThat(get(connector + "/drift").at("/templates/0/severity")).isEqualTo("breaking");
        assertThat(run(source)).isEqualTo(newer);
        delete("/api/v1/sources/" + source).expect(204);
    }

    /** The spec that a run of the source brought, or found to be there. */
    private String run(String source) {
        String job = post("/api/v1/sources/" + source + "/run", "").expect(202).at("/id");
        // The stream ends with the job.
        get("/api/v1/ingestions/" + job + "/events").expect(200);
        return get("/api/v1/ingestions/" + job + "/items").expect(200).at("/items/0/specId");
    }
}
