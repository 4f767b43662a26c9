package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** An API of 800 endpoints and a catalogue of 2,000 specs, which no other class should have to live with. */
@DirtiesContext
@TestPropertySource(properties = {"ferrule.egress.allow-private=true", "ferrule.samples=false"})
class ManyThingsTest extends PageFerrule {

    private static final int ENDPOINTS = 800;
    private static final int SPECS = 2_000;
    private static final int AT_ONCE = 500;

    /** A list of 800 operations has some five thousand; all of 2,000 specs would be far more. */
    private static final long MOST_ELEMENTS = 6_000;

    @Test
    void eightHundredEndpointsAreFoundByTheirWords() {
        String spec = made("/specs", wide("Wide " + System.nanoTime()));
        String connector = takeAll(spec);
        String integration = made("/integrations", json("name", "All of a wide system"));
        String template = templateOfAll(integration, connector);
        signIn();

        openSettled("/catalogue/specs/" + spec);
        browser().seeText("800");
        isLight();
        browser().type("Filter the operations", "number 777");
        browser().seeText("/things/777/{id}");

        openSettled("/connectors/" + connector);
        isLight();
        openSettled("/integrations/" + integration + "/connect/" + template);
        isLight();
        browser().type("Find an endpoint", "number 642");
        browser().follow("GET/things/642/{id}");
        browser().see("fe-test-target");
    }

    /** In two halves: more than 500 operations are not taken at once. */
    private String takeAll(String spec) {
        Reply saved = null;
        for (int half = 0; half < 2; half++) {
            var ids = IntStream.range(half * ENDPOINTS / 2, (half + 1) * ENDPOINTS / 2)
                    .mapToObj(number -> "thing" + number)
                    .toList();
            String picked = JsonMapper.shared().writeValueAsString(Map.of("operationIds", ids));
            saved = post("/api/v1/specs/" + spec + "/connector", picked).expect(200);
        }
        return String.valueOf(Objects.requireNonNull(saved).at("/connectorId"));
    }

    private String templateOfAll(String integration, String connector) {
        var ids = get("/api/v1/connectors/" + connector)
                .expect(200)
                .json()
                .at("/endpoints")
                .valueStream()
                .map(endpoint -> endpoint.at("/id").asString())
                .toList();
        assertThat(ids).hasSize(ENDPOINTS);
        return made(
                "/integrations/" + integration + "/templates",
                JsonMapper.shared()
                        .writeValueAsString(Map.of("connectorId", connector, "name", "Wide", "endpointIds", ids)));
    }

    @Test
    void twoThousandSpecsAreFoundByTheirNames() throws IOException {
        String run = Long.toString(System.nanoTime());
        String job = "";
        for (int part = 0; part < SPECS; part += AT_ONCE) {
            job = made(postFile("/api/v1/ingestions", "file", "part.zip", archive(run, part)));
            // The stream ends when the ingestion does.
            get("/api/v1/ingestions/" + job + "/events").expect(200);
            assertThat(get("/api/v1/ingestions/" + job).expect(200).at("/ingested"))
                    .isEqualTo(Integer.toString(AT_ONCE));
        }
        signIn();

        openSettled("/catalogue/ingestions/" + job);
        isLight();
        openSettled("/catalogue");
        isLight();
        browser().type("Search systems and operations", "archive 1234 of " + run);
        browser().seeText("Archive 1234 of " + run);
        openSettled("/connectors");
        browser().press("Add a connector");
        browser().type("Find a system", "Archive 1777");
        browser().seeText("Archive 1777 of " + run);
        isLight();
    }

    /** Not everything there is stands on the page, and what does fits. */
    private static void isLight() {
        assertThat((Long) browser().run("return document.querySelectorAll('*').length"))
                .isLessThan(MOST_ELEMENTS);
        assertThat(Axe.wider(browser())).isEmpty();
    }

    private static String wide(String title) {
        Map<String, Object> paths = new TreeMap<>();
        for (int i = 0; i < ENDPOINTS; i++) {
            paths.put(
                    "/things/" + i + "/{id}",
                    Map.of("get", Map.of("operationId", "thing" + i, "summary", "Read thing number " + i)));
        }
        return document(title, paths);
    }

    private static byte[] archive(String run, int first) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = first; i < first + AT_ONCE; i++) {
                zip.putNextEntry(new ZipEntry(i + ".json"));
                String title = "Archive %04d of %s".formatted(i, run);
                zip.write(document(title, Map.of("/records/" + i, Map.of("get", Map.of("summary", "List records"))))
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static String document(String title, Map<String, Object> paths) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of("openapi", "3.0.3", "info", Map.of("title", title, "version", "1"), "paths", paths));
    }
}
