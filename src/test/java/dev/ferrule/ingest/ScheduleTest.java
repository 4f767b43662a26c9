package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ferrule.catalogue.SpecTexts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoOperations;

class ScheduleTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final List<String> answered = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile String version = "1";
    private HttpServer server;
    private IngestProcess process;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("specs/.git"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(task -> new Thread(task).start());
        server.start();
        process = new IngestProcess(
                folder.resolve("data"),
                "--ferrule.egress.allow-private=true",
                "--ferrule.ingest.folders=" + folder.resolve("specs"));
    }

    @AfterEach
    void stop() {
        process.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String etag = "\"v" + version + "\"";
        if (exchange.getRequestURI().getPath().startsWith("/slow")) {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (exchange.getRequestURI().getPath().startsWith("/missing")) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("ETag", etag);
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            answered.add("304");
            exchange.sendResponseHeaders(304, -1);
        } else {
            answered.add("200");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(SpecTexts.described("Nightly", version, "https://n.example.io", 2));
        }
        exchange.close();
    }

    @Test
    void missedRunsAreMadeUpOnceAndWhatHasNotChangedIsNotSentAgain() throws Exception {
        Instant now = Instant.now();
        Source source = create("nightly", "/a.json", now.minus(DAY.multipliedBy(3)));

        Job first = runDue(source, now);
        assertThat(first.ingested()).isOne();
        assertThat(sources().get(IngestProcess.ORG, "nightly").nextRunAt())
                .isAfter(now)
                .isBefore(now.plus(DAY).plusSeconds(1));
        sources().startDue(now.plusSeconds(1));
        assertThat(runs(source)).hasSize(1);

        Job second = runDue(source, now.plus(DAY));
        assertThat(second.unchanged()).isOne();
        assertThat(answered).containsExactly("200", "304");

        version = "2";
        assertThat(runDue(source, now.plus(DAY.multipliedBy(2))).ingested()).isOne();
    }

    @Test
    void aRunThatGoesOnIsNotOvertakenByTheNext() throws Exception {
        Instant now = Instant.now();
        Source source = create("slow", "/slow.json", now);

        sources().startDue(now);
        sources().startDue(now.plus(DAY));
        sources().startDue(now.plus(DAY.multipliedBy(2)));
        assertThat(runs(source)).hasSize(1);

        open.countDown();
        process.ended(runs(source).get(0).id());
        sources().startDue(now.plus(DAY.multipliedBy(2)));
        sources().startDue(now.plus(DAY.multipliedBy(2)));
        assertThat(runs(source)).hasSize(2);
        process.ended(runs(source).get(1).id());
    }

    @Test
    void aFolderThatTheOperatorAllowsIsReadThroughTheFilter() throws Exception {
        Path specs = folder.resolve("specs");
        Files.createDirectories(specs.resolve("deep"));
        Files.write(specs.resolve("top.json"), SpecTexts.shop("1", 1));
        Files.write(specs.resolve("deep/in.json"), SpecTexts.shop("2", 2));
        Files.write(specs.resolve("deep/not.yaml"), new byte[3]);
        Files.write(specs.resolve(".git/never.json"), SpecTexts.shop("3", 3));
        Files.createSymbolicLink(specs.resolve("out"), folder);
        Source source = sources()
                .create(
                        IngestProcess.ORG,
                        new SourceForm("files", null, specs.toString(), "1d", "**/*.json", null, null, Instant.now()));

        Job job = runDue(source, Instant.now().plusSeconds(1));

        assertThat(job.total()).isEqualTo(2);
        assertThat(job.ingested()).isEqualTo(2);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> sources()
                        .create(
                                IngestProcess.ORG,
                                new SourceForm("x", null, specs + "/out", "1d", null, null, null, null))))
                .hasMessageContaining("no such folder");
    }

    @Test
    void aRunThatBringsNothingIsToldInTheFeedWithTheSourcesOwner() throws Exception {
        Instant now = Instant.now();
        Source source = create("gone", "/missing?key=secret", now.minus(DAY));
        sources()
                .change(
                        IngestProcess.ORG,
                        "gone",
                        null,
                        new SourceForm(null, null, null, null, null, "the night shift", null, null));

        Job job = runDue(source, now);

        assertThat(job.state()).isEqualTo(Job.State.FAILED);
        var told = process.get(MongoOperations.class).findAll(org.bson.Document.class, "changes");
        assertThat(told).hasSize(1);
        assertThat(told.get(0))
                .containsEntry("type", "source.failed")
                .containsEntry("sourceId", source.key())
                .containsEntry("owner", "the night shift")
                .containsEntry("ingestionId", job.id());
        assertThat(told.get(0).getString("message"))
                .contains("'gone'", "'the night shift'", "1 fetch-failed")
                .doesNotContain("secret");
    }

    private Source create(String name, String path, Instant due) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        return sources()
                .create(IngestProcess.ORG, new SourceForm(name, List.of(url), null, "24h", null, null, null, due));
    }

    private Job runDue(Source source, Instant now) throws InterruptedException {
        int before = runs(source).size();
        sources().startDue(now);
        List<Job> runs = runs(source);
        assertThat(runs).hasSize(before + 1);
        return process.ended(runs.get(before).id());
    }

    private List<Job> runs(Source source) {
        return process.jobs()
                .list(IngestProcess.ORG, source.key(), false, 50, null)
                .items();
    }

    private Sources sources() {
        return process.get(Sources.class);
    }
}
