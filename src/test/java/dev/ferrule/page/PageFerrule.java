package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The application with a browser before it, in which nobody is signed in when a test begins. */
abstract class PageFerrule extends RunningFerrule {

    private static final int SAMPLES = 14;
    private static final String MISSING =
            "THE PAGE IS NOT TESTED: no chromium with chromedriver is on the PATH (Debian: chromium, chromium-driver)";

    @BeforeAll
    static void needsABrowser() {
        if (!Chromium.isThere()) {
            LoggerFactory.getLogger(PageFerrule.class).warn(MISSING);
        }
        assumeTrue(Chromium.isThere(), MISSING);
    }

    @BeforeEach
    void beginAnew() {
        browser().forgetEverything(uri("/"));
    }

    @AfterEach
    void theBrowserHasNothingToComplainOf() {
        browser().noComplaints();
    }

    static Browser browser() {
        return Chromium.shared();
    }

    /** By the ready link, as it is printed at the first start. */
    void signIn() {
        open("/#token=" + TOKEN);
        browser().see("header nav");
    }

    void open(String pathAndQuery) {
        URI address = uri(pathAndQuery);
        browser().open(address);
    }

    /** Opens an address and waits until all that it shows is there. */
    void openSettled(String pathAndQuery) {
        open(pathAndQuery);
        browser().settled();
    }

    /** The id of what a POST made. */
    String made(String path, String json) {
        return made(post("/api/v1" + path, json));
    }

    static String made(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isBetween(200, 202);
        return String.valueOf(reply.at("/id"));
    }

    /** An integration that was talked about and built, and an ingestion of which one of two files failed. */
    Furnished furnish(String name, String requirement) {
        awaitSamples();
        String integration = made("/integrations", json("name", name));
        String chat = made("/integrations/" + integration + "/chats", "{}");
        say(chat, "plan", requirement);
        say(chat, "build", "go");
        Reply tab = get("/api/v1/integrations/" + integration + "/connect").expect(200);
        String connector = tab.at("/templates/0/template/connectorId");
        Reply plan = get("/api/v1/plans/"
                        + get("/api/v1/chats/" + chat).expect(200).at("/planId"))
                .expect(200);
        String ingestion = made(postForm(
                "/api/v1/ingestions", Map.of("file", "{\"openapi\":\"3.0.3\"".getBytes(StandardCharsets.UTF_8))));
        return new Furnished(
                integration,
                chat,
                String.valueOf(tab.at("/templates/0/template/id")),
                String.valueOf(tab.at("/templates/0/endpoints/0/id")),
                String.valueOf(connector),
                String.valueOf(plan.at("/systems/0/specId")),
                ingestion);
    }

    /** They are loaded after the start, and what is planned before goes without those that are not there yet. */
    void awaitSamples() {
        browser().await("the samples are loaded", () -> {
            var state = get("/api/v1/catalogue").expect(200).json();
            return state.at("/specs").asInt() >= SAMPLES
                            && !state.at("/indexing").asBoolean()
                    ? state
                    : null;
        });
    }

    void say(String chat, String mode, String text) {
        post("/api/v1/chats/" + chat + "/messages", json("mode", mode, "text", text), "Accept", "application/json")
                .expect(200);
    }

    static String json(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return JsonMapper.shared().writeValueAsString(fields);
    }
}
