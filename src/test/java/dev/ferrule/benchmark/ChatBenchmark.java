package dev.ferrule.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Asked;
import dev.ferrule.ScriptedModel;
import dev.ferrule.ScriptedModel.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * What many chats at once cost beside their model: the service is a process of its own, the model streams answers that take
 * a fixed time, and in every round each chat is new, plans by two calls, and asks by one.
 *
 * <pre>
 * mvn test -Dtest=ChatBenchmark [-Dbenchmark.chats=20] [-Dbenchmark.rounds=15] [-Dbenchmark.millis=3000]
 * </pre>
 */
class ChatBenchmark {

    private static final int CHATS = Integer.getInteger("benchmark.chats", 20);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 15);
    private static final int MILLIS = Integer.getInteger("benchmark.millis", 3000);

    /** So many that the service has compiled what it often runs, and keeps as many ended answers as it ever will. */
    private static final int WARM = 6;

    /** The heap is looked at after each. */
    private static final int PARTS = 3;

    private static final String REQUIREMENT =
            "When an order is paid in Northcart, create an invoice in Ledgerly and tell the team in Parley.";

    private static final List<String> OPERATIONS =
            List.of("GET /orders/{order_id} ", "POST /v3/invoices ", "POST /rooms/{room_id}/messages ");

    private static final AtomicInteger TEXTS = new AtomicInteger();

    private final List<Double> firstEvent = Collections.synchronizedList(new ArrayList<>());
    private final List<Double> planning = Collections.synchronizedList(new ArrayList<>());
    private final List<Double> asking = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path data;

    @Test
    void printsWhatManyChatsCost() throws Exception {
        try (ScriptedModel model = new ScriptedModel(ChatBenchmark::answer);
                ServiceProcess service = ServiceProcess.start(data, model.url())) {
            ExecutorService clients = Executors.newFixedThreadPool(CHATS);
            try {
                rounds(WARM, service, model, clients);
                firstEvent.clear();
                planning.clear();
                asking.clear();
                List<Long> heap = new ArrayList<>(List.of(service.heapMegabytes()));
                double cpu = service.cpuSeconds();
                for (int part = 0; part < PARTS; part++) {
                    rounds(ROUNDS / PARTS, service, model, clients);
                    heap.add(service.heapMegabytes());
                }
                print(service.cpuSeconds() - cpu, heap);
            } finally {
                clients.shutdownNow();
            }
        }
    }

    /** Each client goes on by itself; they do not begin together either, as people do not. */
    private void rounds(int rounds, ServiceProcess service, ScriptedModel model, ExecutorService clients)
            throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int chat = 0; chat < CHATS; chat++) {
            long late = 1_000_000L * MILLIS * chat / CHATS;
            all.add(clients.submit(() -> {
                LockSupport.parkNanos(late);
                for (int round = 0; round < rounds; round++) {
                    converse(service, TEXTS.incrementAndGet());
                    model.forget();
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    /** @param number makes the texts new ones: nothing is known of them from another chat */
    private void converse(ServiceProcess service, int number) throws Exception {
        String chat = service.newChat();
        ServiceProcess.Told plan = service.say(chat, "plan", REQUIREMENT + " It is shop number " + number + ".");
        assertThat(plan.rounds()).as(plan.last()).isEqualTo(2);
        ServiceProcess.Told answer =
                service.say(chat, "ask", "How are invoices made for shop " + number + ", and what does that need?");
        assertThat(answer.rounds()).as(answer.last()).isEqualTo(1);
        firstEvent.add(plan.firstMillis());
        firstEvent.add(answer.firstMillis());
        planning.add(plan.millis() - 2.0 * MILLIS);
        asking.add(answer.millis() - MILLIS);
    }

    private void print(double cpuSeconds, List<Long> heap) {
        System.out.printf(
                Locale.ROOT,
                "%d chats at once, %d rounds after %d, every answer of the model takes %d ms, JDK %s%n",
                CHATS,
                ROUNDS,
                WARM,
                MILLIS,
                Runtime.version().feature());
        System.out.printf(
                Locale.ROOT, "first event: p50 %.0f ms, p95 %.0f ms%n", at(firstEvent, .5), at(firstEvent, .95));
        print("plan, 2 calls", planning, 2.0 * MILLIS);
        print("ask, 1 call", asking, MILLIS);
        List<Double> all = new ArrayList<>(planning);
        all.addAll(asking);
        double sum = all.stream().mapToDouble(Double::doubleValue).sum();
        System.out.printf(
                Locale.ROOT,
                "all turns: %.1f %% beyond the model's own time; CPU of the service %.0f ms a turn%n",
                100 * sum / (1.5 * MILLIS * all.size()),
                1000 * cpuSeconds / all.size());
        System.out.printf(Locale.ROOT, "heap after collection, MB: %s%n", heap);
    }

    private static void print(String what, List<Double> beyond, double model) {
        System.out.printf(
                Locale.ROOT,
                "%s: beyond the model's time p50 %.0f ms (%.1f %%), p95 %.0f ms (%.1f %%)%n",
                what,
                at(beyond, .5),
                100 * at(beyond, .5) / model,
                at(beyond, .95),
                100 * at(beyond, .95) / model);
    }

    private static double at(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
    }

    private static Answer answer(Asked asked) {
        if (asked.isRestating()) {
            String number = asked.block("requirement").get(0).replaceAll("\\D", "");
            return json(Map.of(
                    "lines",
                    List.of(
                            line(
                                    "When an order is paid in Northcart",
                                    number(asked.block("systems"), "Northcart"),
                                    "retrieve order " + number),
                            line(
                                    "create an invoice in Ledgerly",
                                    number(asked.block("systems"), "Ledgerly"),
                                    "create sales invoice " + number),
                            line(
                                    "tell the team in Parley",
                                    number(asked.block("systems"), "Parley"),
                                    "post message to room " + number)),
                    "forbidden",
                    List.of(),
                    "trigger",
                    "event",
                    "questions",
                    List.of()));
        }
        if (asked.isSelecting()) {
            List<Map<String, Object>> picks = new ArrayList<>();
            for (String operation : OPERATIONS) {
                picks.add(Map.of(
                        "line",
                        picks.size() + 1,
                        "verdict",
                        "chosen",
                        "operations",
                        List.of(number(asked.block("operations"), operation)),
                        "why",
                        "it says just that"));
            }
            return json(Map.of("lines", picks));
        }
        return Answer.paced(
                ("Invoices are made by POST /v3/invoices, once an order was paid; that takes the id of the customer, "
                                + "which GET /v3/customers yields, and at least one line with its amount. ")
                        .repeat(4),
                MILLIS);
    }

    private static Answer json(Object value) {
        return Answer.paced(JsonMapper.shared().writeValueAsString(value), MILLIS);
    }

    private static Map<String, Object> line(String clause, int system, String operation) {
        return Map.of(
                "clause",
                clause,
                "system",
                system,
                "elsewhere",
                "",
                "role",
                "requested",
                "operation",
                operation,
                "keywords",
                "");
    }

    private static int number(List<String> numbered, String what) {
        for (String line : numbered) {
            if (line.matches("\\d+\\. .*") && line.contains(what)) {
                return Integer.parseInt(line.substring(0, line.indexOf('.')));
            }
        }
        return 0;
    }
}
