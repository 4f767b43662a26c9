package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.catalogue.SpecTexts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Run by name: how long a plan takes while the service ingests, against the same when it has nothing else to do, before and
 * afterwards: the catalogue has 14 specs at first and 1,014 in the end.
 */
class PlanDuringIngestionBenchmark extends IngestingFerrule {

    private static final String REQUIREMENT =
            "{\"requirement\":\"When a customer pays an invoice in Stripe, post a message to a Slack channel\"}";
    private static final int SPECS = 1_000;
    private static final int PLANS = 40;

    @Test
    void aPlanKeepsItsLatency() {
        plans(PLANS);
        List<Double> idle = plans(PLANS);
        Map<String, byte[]> specs = new LinkedHashMap<>();
        for (int i = 0; i < SPECS; i++) {
            String server = "https://s" + i + ".example.io";
            specs.put("s" + i + ".json", SpecTexts.described("Busy " + i, "1", server, 60));
        }
        String id = send(Map.of("busy.zip", zip(specs)), "").expect(202).at("/id");

        List<Double> busy = new ArrayList<>();
        while (isOpen(id)) {
            busy.addAll(plans(1));
        }

        assertThat(get("/api/v1/ingestions/" + id).json().at("/ingested").asInt())
                .isEqualTo(SPECS);
        say("idle before", idle);
        say("during ingestion", busy);
        while (vectors().at("/pending").asInt() > 0) {
            assertThat(vectors().hasNonNull("failure")).isFalse();
            plans(1);
        }
        plans(PLANS);
        say("idle afterwards", plans(PLANS));
    }

    private JsonNode vectors() {
        return get("/api/v1/catalogue").expect(200).json().at("/vectors");
    }

    private boolean isOpen(String id) {
        return List.of("queued", "running")
                .contains(get("/api/v1/ingestions/" + id).at("/state"));
    }

    private List<Double> plans(int count) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long begun = System.nanoTime();
            post("/api/v1/plans", REQUIREMENT).expect(201);
            millis.add((System.nanoTime() - begun) / 1e6);
        }
        return millis;
    }

    private static void say(String when, List<Double> millis) {
        Collections.sort(millis);
        System.out.println(String.format(
                Locale.ROOT,
                "plan %-17s p50 %.0f ms, p95 %.0f ms (%d plans)",
                when,
                millis.get(millis.size() / 2),
                millis.get(millis.size() * 95 / 100),
                millis.size()));
    }
}
