package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ferrule.catalogue.SpecTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoOperations;

class FetchedArchiveTest {

    @TempDir
    private static Path folder;

    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static HttpServer server;
    private static IngestProcess process;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(folder.resolve("specs"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", FetchedArchiveTest::answer);
        server.setExecutor(task -> new Thread(task).start());
        server.start();
        process = new IngestProcess(
                folder.resolve("data"),
                "--ferrule.egress.allow-private=true",
                "--ferrule.ingest.folders=" + folder.resolve("specs") + "," + folder.resolve("dry"));
    }

    @AfterAll
    static void stop() {
        process.close();
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        ASKED.add(path);
        byte[] zip = IngestingFerrule.zip(Map.of(
                "a/openapi.json", spec("Fetched a"), "b/other.json", spec("Fetched b"), "../up.json", spec("Up")));
        if (path.startsWith("/moved")) {
            exchange.getResponseHeaders().add("Location", "/specs.zip");
            exchange.sendResponseHeaders(302, -1);
        } else if (path.startsWith("/none")) {
            exchange.sendResponseHeaders(404, -1);
        } else if (path.startsWith("/cut")) {
            exchange.sendResponseHeaders(200, zip.length);
            exchange.getResponseBody().write(Arrays.copyOf(zip, zip.length / 2));
        } else {
            byte[] body =
                    path.endsWith(".tgz") ? tar("Fetched in tar") : path.endsWith(".json") ? spec("Dry URL") : zip;
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Test
    void theDocumentsOfArchivesBehindUrlsAreTakenInAndTheirCopiesGo() throws Exception {
        Job job = ended(urls("/specs.zip", "/specs.tgz", "/moved?download=7#.zip"), false);

        assertThat(outcomes(job))
                .containsEntry("/specs.zip!/../up.json", "archive-entry-refused")
                .containsEntry("/specs.tgz!/in-tar.json", "ingested")
                .hasSize(7);
        // The same archive twice: which of them comes first is nobody's to say.
        for (String entry : List.of("a/openapi.json", "b/other.json")) {
            assertThat(List.of(
                            outcomes(job).get("/specs.zip!/" + entry),
                            outcomes(job).get("/moved!/" + entry)))
                    .containsExactlyInAnyOrder("ingested", "unchanged");
        }
        process.get(Copies.class).keepOnly(java.util.Set.of());
        try (var left = Files.list(process.get(Node.class).folder())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anArchiveThatCannotBeFetchedIsOneFailureWithItsRemedy() throws Exception {
        Job job = ended(urls("/none.zip", "/cut.zip"), false);

        assertThat(outcomes(job)).containsEntry("/none.zip", "fetch-failed").containsEntry("/cut.zip", "fetch-failed");
        assertThat(job.state()).isEqualTo(Job.State.FAILED);
    }

    @Test
    void anArchiveThatIsAnotherAtTheSecondLookIsNotReadByTheFirstOnesPlaces() {
        Piece.Input looked = Piece.Input.url(url("/specs.zip")).known("what it was");

        assertThatThrownBy(() -> process.get(Copies.class).of("none", looked)).hasMessageContaining("another archive");
    }

    @Test
    void theFilterOfASourceIsForTheDocumentsInArchivesToo() throws Exception {
        Path specs = folder.resolve("specs");
        Files.write(
                specs.resolve("some.zip"),
                IngestingFerrule.zip(Map.of("x/openapi.json", spec("Filtered x"), "x/other.json", spec("Filtered y"))));
        Files.write(specs.resolve("empty.zip"), IngestingFerrule.zip(Map.of("z.json", spec("Filtered z"))));
        Job filtered = run("filtered", "**/openapi.json");

        assertThat(outcomes(filtered))
                .containsOnlyKeys("/specs.zip!/a/openapi.json", "/some.zip!/x/openapi.json", "/empty.zip")
                .containsEntry("/empty.zip", "archive-empty");
        assertThat(outcomes(run("named", "**/some.zip")))
                .as("an archive that the filter names is taken whole")
                .containsOnlyKeys("/some.zip!/x/openapi.json", "/some.zip!/x/other.json", "/specs.zip", "/empty.zip");
    }

    @Test
    void aDryRunByWhateverWayWritesNothingButItsOwnReport() throws Exception {
        Path dry = Files.createDirectories(folder.resolve("dry"));
        Files.write(dry.resolve("file.json"), spec("Dry file"));
        Files.write(dry.resolve("archive.zip"), IngestingFerrule.zip(Map.of("a.json", spec("Dry archive"))));
        Sources sources = process.get(Sources.class);
        sources.create(
                IngestProcess.ORG,
                new SourceForm(
                        "dry",
                        List.of(url("/dry.json"), url("/dry.zip")),
                        dry.toString(),
                        "1d",
                        null,
                        null,
                        true,
                        Instant.now().plusSeconds(900)));
        Map<String, Long> before = counts();

        Job files = process.ended(process.jobs()
                .startFiles(
                        IngestProcess.ORG,
                        List.of(
                                new IngestingUntilKilled.Sent("f.json", spec("Dry upload")),
                                new IngestingUntilKilled.Sent("f.tar.gz", tar("Dry tar"))),
                        true)
                .id());
        Job urls = ended(urls("/dry.json", "/dry-too.zip", "/none.json"), true);
        Job source = process.ended(sources.dryRun(IngestProcess.ORG, "dry").id());
        List<Outcome> commands = new ArrayList<>();
        process.get(Ingestion.class).run(IngestProcess.ORG, new FileItems(List.of(dry)), 2, true, commands::add);

        assertThat(files.ingested()).isEqualTo(2);
        assertThat(List.of(urls.total(), source.total(), commands.size())).containsExactly(5, 6, 2);
        Map<String, Long> after = counts();
        assertThat(after.remove("ingestions")).isEqualTo(before.remove("ingestions") + 3);
        after.remove("ingestion_pieces");
        before.remove("ingestion_pieces");
        assertThat(after).isEqualTo(before);
        assertThat(sources.get(IngestProcess.ORG, "dry").lastIngestionId()).isNull();
    }

    /** How many documents there are by collection; what is empty is not there. */
    private static Map<String, Long> counts() {
        MongoOperations mongo = process.get(MongoOperations.class);
        Map<String, Long> counts = new TreeMap<>();
        for (String name : mongo.getCollectionNames()) {
            long count = mongo.getCollection(name).countDocuments();
            if (count > 0) {
                counts.put(name, count);
            }
        }
        counts.putIfAbsent("ingestions", 0L);
        return counts;
    }

    private static Job run(String name, String filter) throws InterruptedException {
        Sources sources = process.get(Sources.class);
        sources.create(
                IngestProcess.ORG,
                new SourceForm(
                        name,
                        List.of(url("/specs.zip")),
                        folder.resolve("specs").toString(),
                        "1d",
                        filter,
                        null,
                        true,
                        Instant.now().plusSeconds(900)));
        return process.ended(sources.run(IngestProcess.ORG, name).id());
    }

    private static Job ended(List<String> urls, boolean dryRun) throws InterruptedException {
        return process.ended(
                process.jobs().startUrls(IngestProcess.ORG, urls, dryRun).id());
    }

    private static List<String> urls(String... paths) {
        List<String> urls = new ArrayList<>();
        for (String path : paths) {
            urls.add(url(path));
        }
        return urls;
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** State or code of the failure by name, without host and folder. */
    private static Map<String, String> outcomes(Job job) {
        Map<String, String> outcomes = new TreeMap<>();
        process.jobs()
                .items(IngestProcess.ORG, job.id(), null, 200, null)
                .items()
                .forEach(item -> {
                    String name = item.name().replaceFirst("^.*?(/[^/]+(!/.*)?)$", "$1");
                    outcomes.put(
                            name,
                            item.error() == null
                                    ? item.state().text()
                                    : item.error().code());
                });
        return outcomes;
    }

    private static byte[] spec(String title) {
        return SpecTexts.described(title, "1", "https://fetched.example.io", 1);
    }

    private static byte[] tar(String title) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
            byte[] spec = spec(title);
            TarArchiveEntry entry = new TarArchiveEntry("in-tar.json");
            entry.setSize(spec.length);
            out.putArchiveEntry(entry);
            out.write(spec);
            out.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
