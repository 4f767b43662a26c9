package dev.ferrule.enduser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.connection.ConnectionCalls;
import dev.ferrule.connection.RemoteSystem.Request;
import dev.ferrule.connection.RemoteSystem.Response;
import dev.ferrule.egress.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Two end users at the same time, through the same templates: nothing of one ever reaches the other. */
@ExtendWith(OutputCaptureExtension.class)
class IsolationTest extends EmbeddingFerrule {

    private static final int CALLS = 10_000;
    private static final int THREADS = 8;
    private static final byte[] NOTHING = {};

    @Autowired
    private EndUserConnections connections;

    @Autowired
    private ConnectionCalls calls;

    private final AtomicInteger logins = new AtomicInteger();

    @Test
    void noAnswerAndNoSecretEverCrosses(CapturedOutput output) throws Exception {
        // Tells whose credentials it got; its session tokens last a moment, so that they are renewed all the time.
        remote.at(
                "/echo", request -> Response.of(200, request.header("X-Key") + " " + request.header("Authorization")));
        remote.at("/login", request -> {
            String name = request.body().contains("CANARY-ann") ? "ann" : "bob";
            return Response.of(
                    200, "{\"token\":\"CANARY-%s-session-%d\",\"ttl\":1}".formatted(name, logins.incrementAndGet()));
        });
        connector = connector();
        method = method(connector, KEY);
        embed(template(connector));
        String byKey = templateId;
        Map<String, String> ids = Map.of("ann", active("Ann"), "bob", active("Bob"));
        ids.forEach((name, id) -> give(id, "CANARY-" + name + "-key").expect(201));
        method = method(connector, """
                {"type":"session","session":{"loginUrl":"/login","format":"json","tokenPointer":"/token",
                 "expiresInPointer":"/ttl","fields":[{"name":"/user","value":"{username}"},
                 {"name":"/pass","value":"{password}"}]}}""");
        embed(template(connector));
        String bySession = templateId;
        ids.forEach((name, id) -> {
            activate(id).expect(201);
            post(connection(id), """
                    {"credentials":{"username":"%s","password":"CANARY-%s-password"}}""".formatted(name, name)).expect(201);
        });

        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> done = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = i % 2 == 0 ? "ann" : "bob";
                done.add(threads.submit(() -> callAs(name, ids.get(name), List.of(byKey, bySession))));
            }
            int right = 0;
            for (Future<Integer> one : done) {
                right += one.get();
            }
            assertThat(right).as("answers with the caller's own credentials").isEqualTo(CALLS);
        } finally {
            threads.shutdownNow();
        }
        for (Request request : remote.asked("/echo")) {
            String own = request.header("X-Who");
            String other = own.equals("ann") ? "CANARY-bob" : "CANARY-ann";
            assertThat(request.headers().toString()).contains("CANARY-" + own).doesNotContain(other);
        }
        assertThat(remote.asked("/echo")).hasSize(CALLS);
        assertThat(logins.get()).as("sessions were renewed meanwhile").isGreaterThan(2);
        assertThat(output.getAll()).doesNotContain("CANARY");
    }

    /** How many answers showed this end user's credentials and nobody else's. */
    private int callAs(String name, String endUser, List<String> templates) {
        int right = 0;
        List<String> through = List.of();
        for (int i = 0; i < CALLS / THREADS; i++) {
            if (i % 10 == 0) {
                through = templates.stream()
                        .map(template -> connections.connectionOf("default", template, endUser))
                        .toList();
            }
            String connection = through.get(i % 2);
            byte[] body = calls.send(
                            "default", connection, "GET", "/echo", List.of(new Call.Header("X-Who", name)), NOTHING)
                    .body();
            String answer = new String(body, StandardCharsets.UTF_8);
            String own = i % 2 == 0 ? "CANARY-" + name + "-key null" : "null Bearer CANARY-" + name + "-session-";
            right += answer.startsWith(own) ? 1 : 0;
        }
        return right;
    }
}
