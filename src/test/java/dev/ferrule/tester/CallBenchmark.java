package dev.ferrule.tester;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.sun.net.httpserver.HttpServer;
import dev.ferrule.Reply;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * What a call through a connection costs over one by a bare client, to the same server on this machine, turn by turn in
 * the same run. By name only; {@code -Dbenchmark.calls} of each kind, {@code -Dbenchmark.endpoints} of the connector.
 */
class CallBenchmark extends ShopFerrule {

    private static final int CALLS = Integer.getInteger("benchmark.calls", 1_500);
    private static final int WARM = Integer.getInteger("benchmark.warm", 1_000);
    private static final int ENDPOINTS = Integer.getInteger("benchmark.endpoints", 100);

    private static final byte[] ANSWER =
            "[{\"id\":\"o-1\",\"total\":12.5,\"note\":\"urgent\"},{\"id\":\"o-2\",\"total\":3}]"
                    .getBytes(StandardCharsets.UTF_8);

    @Autowired
    private Tester tester;

    @Autowired
    private MongoTemplate database;

    @Test
    void printsWhatACallCostsOverABareClient() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        server.start();
        try {
            measure("http://127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private void measure(String base) throws Exception {
        shop();
        patch("/api/v1/connectors/" + connector, "{\"baseUrl\":\"" + base + "\"}")
                .expect(200);
        String connection = connection();
        for (int i = 0; i < ENDPOINTS; i++) {
            post("/api/v1/connectors/" + connector + "/endpoints", "{\"method\":\"GET\",\"path\":\"/more/" + i + "\"}")
                    .expect(201);
        }
        String endpoint = idOf("GET", "/orders");
        String org = org(connector);
        TestForm form = new TestForm(Map.of("limit", 5), null, null, null, null, null, null, null, null, null);
        String json = "{\"endpointId\":\"" + endpoint + "\",\"parameters\":{\"limit\":5}}";
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest bare = HttpRequest.newBuilder(URI.create(base + "/orders?limit=5"))
                .header("X-Api-Key", "k")
                .header("Accept", "application/json")
                .build();
        Callable<Integer> direct =
                () -> client.send(bare, BodyHandlers.ofByteArray()).statusCode();
        Callable<Integer> service =
                () -> tester.call(org, connection, endpoint, form).response().status();
        Callable<Integer> overHttp = () -> {
            Reply reply =
                    post("/api/v1/connections/" + connection + "/call", json).expect(200);
            return reply.json().at("/response/status").asInt();
        };
        turns(WARM, direct, service, overHttp);
        List<List<Double>> took = turns(CALLS, direct, service, overHttp);
        System.out.printf(
                Locale.ROOT,
                "%d calls of each kind, turn by turn, %d endpoints, JDK %s, %d processors, load %.1f%n",
                CALLS,
                ENDPOINTS + 3,
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        print("bare client", took.get(0));
        print("in the service", took.get(1));
        print("over HTTP", took.get(2));
        List<Double> over = new ArrayList<>();
        List<Double> overAll = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            over.add(took.get(1).get(i) - took.get(0).get(i));
            overAll.add(took.get(2).get(i) - took.get(0).get(i));
        }
        print("overhead in the service", over);
        print("overhead over HTTP", overAll);
    }

    /** The organisation as the service knows it. */
    private String org(String connectorId) {
        return database.getCollection("connectors")
                .find(Filters.eq("_id", connectorId))
                .first()
                .getString("org");
    }

    @SafeVarargs
    private static List<List<Double>> turns(int times, Callable<Integer>... kinds) throws Exception {
        List<List<Double>> took = new ArrayList<>();
        for (Callable<Integer> unused : kinds) {
            took.add(new ArrayList<>());
        }
        for (int i = 0; i < times; i++) {
            for (int kind = 0; kind < kinds.length; kind++) {
                long begin = System.nanoTime();
                int status = kinds[kind].call();
                took.get(kind).add((System.nanoTime() - begin) / 1e6);
                assertThat(status).isEqualTo(200);
            }
        }
        return took;
    }

    private static void print(String what, List<Double> millis) {
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT, "%s: p50 %.2f ms, p95 %.2f ms%n", what, sorted.get(sorted.size() / 2), sorted.get((int)
                        (sorted.size() * .95)));
    }
}
