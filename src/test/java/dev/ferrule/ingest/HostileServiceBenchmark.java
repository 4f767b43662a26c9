package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Run by name: sends every kind of hostile input, as large as it may be, to a service with 2 GB of heap, while plans are
 * asked for; tells of each what became of it, how long it took, and how long the others waited. {@code -Dsize=} 1 to 100
 * for smaller ones, {@code -Donly=} a pattern of names.
 */
class HostileServiceBenchmark {

    private static final String PLAN =
            "{\"requirement\":\"When a customer pays an invoice, post a message to a channel\"}";

    private static final Pattern UNCLEAR = Pattern.compile("internal|out-of-memory|reader-crashed|OPEN| 0 | 50\\d ");

    @TempDir
    private Path folder;

    private final Map<String, String> bad = new LinkedHashMap<>();

    @Test
    void everyHostileInputEndsInAClearOutcomeAndOthersAreServedMeanwhile() throws Exception {
        int size = Integer.getInteger("size", 100);
        Pattern only = Pattern.compile(System.getProperty("only", ".*"));
        Map<String, Supplier<byte[]>> inputs = new LinkedHashMap<>(HostileDocuments.of(size));
        inputs.putAll(HostileArchives.of(size));
        Path log =
                Path.of(System.getProperty("log", folder.resolve("service.log").toString()));
        try (ServiceProcess service = new ServiceProcess(folder.resolve("data"), log, "-Xmx2g")) {
            Others others = new Others(service);
            for (Map.Entry<String, Supplier<byte[]>> input : inputs.entrySet()) {
                if (only.matcher(input.getKey()).find()) {
                    look(service, others, input.getKey(), input.getValue().get());
                }
            }
            others.stop();
        }
        assertThat(bad).isEmpty();
    }

    private void look(ServiceProcess service, Others others, String name, byte[] content) throws IOException {
        others.reset();
        long begun = System.nanoTime();
        String outcome = ingested(service, name, content);
        double took = (System.nanoTime() - begun) / 1e9;
        ServiceProcess.Answered sent = Archives.isArchive(name)
                ? new ServiceProcess.Answered(202, "", 0)
                : service.post("/api/v1/specs", "application/octet-stream", content);
        String used = sent.status() == 200 || sent.status() == 201
                ? used(service, sent.json().at("/id").asString())
                : "";
        String line = String.format(
                Locale.ROOT,
                "%-26s %7d KB  %6.1f s  %-60s %6.1f s %-24s %s  ready %.1f s, plan %.1f s, memory %s",
                name,
                content.length / 1024,
                took,
                outcome,
                sent.seconds(),
                sent.word(),
                used,
                others.ready(),
                others.plan(),
                service.memory());
        System.out.println(line);
        boolean unclear = UNCLEAR.matcher(outcome + sent.word() + used).find();
        if (unclear || others.refused() || !service.alive()) {
            bad.put(name, line);
        }
    }

    private static String ingested(ServiceProcess service, String name, byte[] content) {
        ServiceProcess.Answered accepted = service.postFile("/api/v1/ingestions", name, content);
        if (accepted.status() != 202) {
            return "refused " + accepted.word();
        }
        String id = accepted.json().at("/id").asString();
        long end = System.nanoTime() + 600_000_000_000L;
        String state = "";
        while (System.nanoTime() < end) {
            state = service.get("/api/v1/ingestions/" + id).json().at("/state").asString();
            if (!List.of("queued", "running").contains(state)) {
                break;
            }
            LockSupport.parkNanos(50_000_000);
        }
        Map<String, Integer> outcomes = new TreeMap<>();
        String cursor = "";
        do {
            JsonNode page = service.get("/api/v1/ingestions/" + id + "/items?limit=200" + cursor)
                    .json();
            for (JsonNode item : page.at("/items")) {
                outcomes.merge(item.at("/error/code").asString(item.at("/state").asString()), 1, Integer::sum);
            }
            String next = page.at("/nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty()
                && outcomes.values().stream().mapToInt(n -> n).sum() < 2_000);
        return (state.equals("running") ? "OPEN " : "") + outcomes;
    }

    /** All that a reader of the catalogue might ask for next; the slowest of it, and what was not answered well. */
    private static String used(ServiceProcess service, String id) {
        String spec = "/api/v1/specs/" + id;
        Map<String, ServiceProcess.Answered> uses = new LinkedHashMap<>();
        uses.put("spec", service.get(spec));
        uses.put("operations", service.get(spec + "/operations?limit=200"));
        uses.put("quality", service.get(spec + "/quality"));
        uses.put("identity", service.get(spec + "/identity"));
        uses.put("changes", service.get(spec + "/changes"));
        uses.put("auth", service.get(spec + "/auth-methods"));
        uses.put("search", service.get("/api/v1/operations?q=hostile"));
        uses.put(
                "mock",
                service.post(
                        "/api/v1/mock-sessions",
                        "application/json",
                        ("{\"specId\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8)));
        StringBuilder text = new StringBuilder();
        uses.forEach((use, answer) -> {
            boolean strange = answer.status() == 0 || answer.status() >= 500;
            if (strange || answer.seconds() > 2) {
                text.append(use).append(strange ? " " + answer.status() + " " : "");
                text.append(String.format(Locale.ROOT, " %.1f s; ", answer.seconds()));
            }
        });
        return text.toString();
    }

    /** Asks whether the service is ready, and for a plan, again and again; keeps the longest waits. */
    private static final class Others {

        private volatile boolean going = true;
        private volatile double ready;
        private volatile double plan;
        private final Thread thread;

        Others(ServiceProcess service) {
            thread = new Thread(
                    () -> {
                        while (going) {
                            ServiceProcess.Answered health = service.get("/actuator/health/readiness");
                            ready = Math.max(ready, health.status() == 200 ? health.seconds() : 999);
                            ServiceProcess.Answered planned = service.post(
                                    "/api/v1/plans", "application/json", PLAN.getBytes(StandardCharsets.UTF_8));
                            plan = Math.max(plan, planned.status() == 201 ? planned.seconds() : 999);
                            LockSupport.parkNanos(300_000_000);
                        }
                    },
                    "others");
            thread.setDaemon(true);
            thread.start();
        }

        void reset() {
            ready = 0;
            plan = 0;
        }

        double ready() {
            return ready;
        }

        double plan() {
            return plan;
        }

        boolean refused() {
            return Math.max(ready, plan) == 999;
        }

        void stop() throws InterruptedException {
            going = false;
            thread.join();
        }
    }
}
