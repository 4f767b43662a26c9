package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchControllerTest extends RunningFerrule {

    private static final String OPERATIONS = "/api/v1/operations";

    @Test
    void anOperationIsFoundByItsWordsAsSoonAsItsSpecIsThere() {
        String spec = post("/api/v1/specs", """
                {"openapi":"3.0.3","info":{"title":"Zebrafinch Aviary","version":"1"},
                 "servers":[{"url":"https://zebrafinch.example"}],"paths":{
                 "/Birds/{birdId}":{"get":{"summary":"Read one zebrafinch","responses":{"200":{"description":"ok"}}}},
                 "/cages":{"post":{"summary":"Build a cage","responses":{"201":{"description":"ok"}}}}}}""").at("/id");

        Reply found = get(OPERATIONS + "?q=zebrafinch&limit=1").expect(200);
        assertThat(found.json().at("/items").size()).isEqualTo(1);
        assertThat(found.at("/items/0/specId")).isEqualTo(spec);
        assertThat(found.at("/items/0/path")).as("letter for letter").isEqualTo("/Birds/{birdId}");
        assertThat(found.at("/items/0/method")).isEqualTo("GET");
        assertThat(found.at("/items/0/operationId")).isNotBlank();
        assertThat(found.at("/items/0/matched/0")).isEqualTo("zebrafinch");
        assertThat(found.json().at("/items/0/score").asDouble()).isBetween(0.0, 1.0);
        assertThat(found.json().has("nextCursor")).isTrue();

        assertThat(get(OPERATIONS + "?q=zebrafnich").expect(200).at("/items/0/specId"))
                .as("a slip of the pen")
                .isEqualTo(spec);
        Reply within = get(OPERATIONS + "?q=cage&spec=" + spec).expect(200);
        assertThat(within.at("/items/0/path")).isEqualTo("/cages");
        assertThat(within.json().at("/items").findValuesAsString("specId")).containsOnly(spec);

        Reply systems = get("/api/v1/systems?q=zebrafinch%20birds").expect(200);
        assertThat(systems.at("/items/0/specId")).isEqualTo(spec);
        assertThat(systems.at("/items/0/title")).isEqualTo("Zebrafinch Aviary");
        assertThat(systems.at("/items/0/host")).isEqualTo("zebrafinch.example");
        assertThat(systems.at("/items/0/matched/0")).isEqualTo("zebrafinch");

        delete("/api/v1/specs/" + spec).expect(204);
        assertThat(get(OPERATIONS + "?q=zebrafinch").expect(200).body()).doesNotContain(spec);
        assertThat(get("/api/v1/systems?q=zebrafinch").expect(200).body()).doesNotContain(spec);
    }

    @Test
    void theLastWordMayStillBeTyped() {
        String spec = post("/api/v1/specs", """
                {"openapi":"3.0.3","info":{"title":"Quokkaland Parks","version":"1"},
                 "servers":[{"url":"https://quokkaland.example"}],"paths":{
                 "/reservations":{"post":{"summary":"Reserve a quokkaburrow","tags":["stays"],
                   "responses":{"201":{"description":"ok"}}}},
                 "/parks":{"get":{"summary":"List parks","responses":{"200":{"description":"ok"}}}}}}""").at("/id");

        for (String typed : List.of("quokkab", "reserve%20quokkabu", "quokkaburrow", "quokkaburrows")) {
            Reply found = get(OPERATIONS + "?typing=true&q=" + typed).expect(200);
            assertThat(found.at("/items/0/path")).as(typed).isEqualTo("/reservations");
            assertThat(found.at("/items/0/system")).isEqualTo("Quokkaland Parks");
        }
        Reply system = get("/api/v1/systems?typing=true&q=quokkal").expect(200);
        assertThat(system.at("/items/0/specId")).isEqualTo(spec);
        assertThat(system.json().at("/items/0/operations").asInt()).isEqualTo(2);
        assertThat(system.json().at("/items/0/current").asBoolean()).isTrue();
        // By its meaning it may be found all the same.
        get(OPERATIONS + "?q=quokkab")
                .expect(200)
                .json()
                .at("/items")
                .forEach(item -> assertThat(item.at("/path").asString().equals("/reservations")
                                && !item.at("/matched").isEmpty())
                        .as("unless somebody types, words are whole")
                        .isFalse());

        get(OPERATIONS + "?typing=true&q=or").expect(200);
        get(OPERATIONS + "?typing=true&q=or%20").expect(200);
        get("/api/v1/systems?typing=true&q=the%20").expect(200);
        get(OPERATIONS + "?typing=true&q=%20").expect(400);
        // Other tests add systems, too, so that it may stand on a later page.
        List<String> all = new ArrayList<>();
        String systems = "/api/v1/systems?limit=200";
        for (String cursor = ""; cursor != null; cursor = get(systems).at("/nextCursor")) {
            systems = "/api/v1/systems?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
            all.addAll(titles(systems));
        }
        assertThat(all).contains("Quokkaland Parks").isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        Reply first = get("/api/v1/systems?limit=1").expect(200);
        // By the spec and not by the title, since other tests add systems that share one.
        assertThat(get("/api/v1/systems?limit=1&cursor=" + first.at("/nextCursor"))
                        .expect(200)
                        .at("/items/0/specId"))
                .isNotEqualTo(first.at("/items/0/specId"));
        get("/api/v1/systems?cursor=x").expect(400);

        String outline = "/api/v1/specs/" + spec + "/outline";
        assertThat(get(outline).expect(200).json().at("/total").asInt()).isEqualTo(2);
        Reply filtered = get(outline + "?q=POST%20stay").expect(200);
        assertThat(filtered.json().at("/total").asInt()).isEqualTo(1);
        assertThat(filtered.at("/items/0/title")).isEqualTo("Reserve a quokkaburrow");
        Reply page = get(outline + "?limit=1").expect(200);
        assertThat(get(outline + "?limit=1&cursor=" + page.at("/nextCursor"))
                        .expect(200)
                        .at("/items/0/path"))
                .isNotEqualTo(page.at("/items/0/path"));
        get("/api/v1/specs/nope/outline").expectProblem(404, "spec-not-found");

        String operations = "/api/v1/specs/" + spec + "/operations";
        Reply one = get(operations + "?method=post&path=/reservations").expect(200);
        assertThat(one.json().at("/items").size()).isEqualTo(1);
        assertThat(one.at("/items/0/summary")).isEqualTo("Reserve a quokkaburrow");
        assertThat(get(operations + "?method=GET&path=/nowhere")
                        .expect(200)
                        .json()
                        .at("/items")
                        .size())
                .isZero();
        get(operations + "?method=GET").expect(400);
        delete("/api/v1/specs/" + spec).expect(204);
    }

    private List<String> titles(String path) {
        return get(path).expect(200).json().at("/items").findValuesAsString("title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/operations", "/systems"})
    void badQueriesAreRefused(String what) {
        String path = "/api/v1" + what;
        get(path + "?q=").expect(400);
        get(path + "?q=%F0%9F%98%80").expect(400);
        get(path + "?q=" + "a".repeat(2_001)).expect(400);
        get(path + "?q=order&limit=0").expect(400);
        get(path + "?q=order&limit=many").expect(400);
        get(path + "?q=%22%5B(%7B%5C*:~%20OR%20order").expect(200);
    }

    @Test
    void anUnknownSpecIsSaid() {
        get(OPERATIONS + "?q=order&spec=nope").expectProblem(404, "spec-not-found");
    }
}
