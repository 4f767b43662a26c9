package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import org.junit.jupiter.api.Test;

class SourceApiTest extends IngestingFerrule {

    private static final String PLACE = "http://169.254.1.1/specs/a.json";

    @Test
    void aSourceIsMadeReadChangedAndRemovedByIdOrName() {
        Reply made = create("crud", ",\"owner\":\"platform team\",\"interval\":\"6h\",\"enabled\":false")
                .expect(201);
        String id = made.at("/id");

        assertThat(made.header("Location")).contains("/api/v1/sources/" + id);
        assertThat(made.at("/interval")).isEqualTo("PT6H");
        Reply read = get("/api/v1/sources/crud").expect(200);
        assertThat(read.at("/id")).isEqualTo(id);
        assertThat(get("/api/v1/sources?limit=200").body()).contains(id);

        String etag = read.header("ETag").orElseThrow();
        Reply changed = patch("/api/v1/sources/" + id, "{\"owner\":\"\",\"interval\":\"1d\"}", "If-Match", etag)
                .expect(200);
        assertThat(changed.at("/owner")).isNull();
        assertThat(changed.at("/interval")).isEqualTo("PT24H");
        patch("/api/v1/sources/" + id, "{}", "If-Match", etag).expectProblem(412, "stale-version");

        delete("/api/v1/sources/crud").expect(204);
        get("/api/v1/sources/" + id).expectProblem(404, "source-not-found");
    }

    @Test
    void aRunByHandIsAnOrdinaryIngestionThatNamesItsSource() {
        String source = create("by-hand", ",\"enabled\":false").expect(201).at("/id");

        String run = post("/api/v1/sources/by-hand/run", "").expect(202).at("/id");
        ended(run);

        assertThat(get("/api/v1/ingestions/" + run).at("/source")).isEqualTo(source);
        assertThat(items(run, "")).containsEntry("a.json", "address-not-allowed");
        assertThat(get("/api/v1/ingestions?source=" + source).json().at("/items"))
                .hasSize(1);
        assertThat(get("/api/v1/sources/" + source).at("/lastIngestionId")).isEqualTo(run);
    }

    @Test
    void whatCannotBeIsRefusedAndSaysWhatCould() {
        create("twice", ",\"enabled\":false").expect(201);

        create("twice", "").expectProblem(409, "source-exists");
        create("bad name", "").expectProblem(400, "invalid-request");
        create("often", ",\"interval\":\"1s\"").expectProblem(400, "invalid-request");
        create("odd", ",\"interval\":\"now and then\"").expectProblem(400, "invalid-request");
        create("glob", ",\"filter\":\"[\"").expectProblem(400, "invalid-request");
        create("folder", ",\"folder\":\"/etc\"").expectProblem(400, "invalid-request");
        post("/api/v1/sources", "{\"name\":\"nothing\"}").expectProblem(400, "invalid-request");
    }

    private Reply create(String name, String more) {
        return post("/api/v1/sources", "{\"name\":\"" + name + "\",\"urls\":[\"" + PLACE + "\"]" + more + "}");
    }
}
