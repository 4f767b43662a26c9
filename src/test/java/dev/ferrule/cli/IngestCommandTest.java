package dev.ferrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Ferrule;
import dev.ferrule.catalogue.SpecTexts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IngestCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path temp;

    @BeforeEach
    void ownDataFolder() {
        System.setProperty("ferrule.data-dir", temp.resolve("data").toString());
    }

    @AfterEach
    void nobodyElsesSettings() {
        System.clearProperty("ferrule.data-dir");
    }

    @Test
    void documentsAreAddedAndCountedAndTheBadOnesListed() throws IOException {
        Path specs = Files.createDirectory(temp.resolve("specs"));
        Files.write(specs.resolve("good.json"), SpecTexts.shop("1.0", 4));
        Files.writeString(specs.resolve("bad.json"), "{");

        assertThat(run("ingest", specs.toString())).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("failed +.*bad.json")
                .contains("spec-broken: ")
                .containsPattern("ingested +1\n")
                .containsPattern("operations +4\n");

        Files.delete(specs.resolve("bad.json"));
        out.getBuffer().setLength(0);
        assertThat(run("ingest", "--json", specs.toString())).isZero();
        List<JsonNode> lines =
                out.toString().lines().map(new JsonMapper()::readTree).toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).at("/state").asString()).isEqualTo("unchanged");
        assertThat(lines.get(0).at("/specId").asString()).isNotBlank();
        assertThat(lines.get(1).at("/summary/unchanged").asInt()).isOne();
        assertThat(lines.get(1).at("/summary/failed").asInt()).isZero();
    }

    @Test
    void globsAndListsOfUrlsAreTakenAndADryRunAddsNothing() throws IOException {
        Path specs = Files.createDirectories(temp.resolve("specs/deep"));
        Files.createDirectories(temp.resolve("specs/.git"));
        Files.write(specs.resolve("one.json"), SpecTexts.shop("1.0", 4));
        Files.write(temp.resolve("specs/two.json"), SpecTexts.shop("2.0", 4));
        Files.write(temp.resolve("specs/.git/three.json"), SpecTexts.shop("3.0", 4));
        Path urls = Files.writeString(
                temp.resolve("urls.txt"),
                "# ours\nhttp://169.254.169.254/a.json # inside\n\nhttp://127.0.0.1/b.json\n");

        int exit = run("ingest", "--dry-run", "--urls", urls.toString(), temp + "/specs/**/*.json");

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).containsPattern("ingested +2\n").containsPattern("failed +2\n");
        out.getBuffer().setLength(0);
        assertThat(run("ingest", temp + "/specs/*.json")).isZero();
        assertThat(out.toString()).containsPattern("ingested +1\n").containsPattern("unchanged +0\n");
        assertThat(run("ingest", "--urls", temp.resolve("none.txt").toString())).isEqualTo(2);
    }

    @Test
    void onlyWhatHadFailedIsTriedAgain() throws IOException {
        Path checkout = Files.createDirectories(temp.resolve("checkout/api"));
        Files.write(checkout.resolve("good.json"), SpecTexts.shop("1.0", 4));
        Files.writeString(checkout.resolve("bad.json"), "{");
        Files.writeString(checkout.resolve("part.yaml"), "type: object\n");
        Files.writeString(
                checkout.resolve("split.yaml"),
                "openapi: 3.0.3\ninfo: {title: Split, version: '1'}\npaths: {/a: {get: {responses: {'200': {description: ok,"
                        + " content: {a/b: {schema: {$ref: part.yaml}}}}}}}}\n");
        assertThat(run("ingest", "--json", temp + "/checkout")).isEqualTo(1);
        assertThat(out.toString()).contains("part of api/split.yaml");
        Path report = Files.writeString(temp.resolve("report.jsonl"), out.toString());
        Files.write(checkout.resolve("bad.json"), SpecTexts.shop("2.0", 4));
        out.getBuffer().setLength(0);

        assertThat(run("ingest", "--failed-in", report.toString(), temp + "/checkout"))
                .isZero();

        assertThat(out.toString()).containsPattern("ingested +1\n").containsPattern("unchanged +0\n");
        assertThat(run("ingest", "--failed-in", checkout.resolve("split.yaml").toString(), "x"))
                .isEqualTo(2);
    }

    @Test
    void whenItIsInterruptedItFinishesWhatItReadsAndTheSameCallDoesTheRest() throws Exception {
        Path specs = Files.createDirectory(temp.resolve("many"));
        int count = 600;
        for (int i = 0; i < count; i++) {
            Files.write(
                    specs.resolve("s" + i + ".json"),
                    SpecTexts.described("Many " + i, "1", "https://m" + i + ".example.io", 40));
        }
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-Dferrule.data-dir=" + temp.resolve("data"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ferrule.class.getName(),
                        "ingest",
                        "--json",
                        specs.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<JsonNode> lines = new ArrayList<>();
        try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line; (line = told.readLine()) != null; ) {
                lines.add(new JsonMapper().readTree(line));
                if (lines.size() == 1) {
                    process.toHandle().destroy(); // as Ctrl-C and kill do
                }
            }
        }

        JsonNode summary = lines.get(lines.size() - 1).at("/summary");
        assertThat(summary.at("/stopped").asBoolean()).isTrue();
        assertThat(summary.at("/total").asInt()).isEqualTo(lines.size() - 1).isLessThan(count);
        assertThat(run("ingest", "--json", specs.toString())).isZero();
        JsonNode rest = new JsonMapper()
                .readTree(out.toString().lines().reduce((a, b) -> b).orElseThrow());
        assertThat(rest.at("/summary/unchanged").asInt())
                .isEqualTo(summary.at("/ingested").asInt());
        assertThat(rest.at("/summary/total").asInt()).isEqualTo(count);
    }

    @Test
    void nothingToIngestIsAWrongCall() {
        assertThat(run("ingest")).isEqualTo(2);
        assertThat(err.toString()).contains("Nothing to ingest");
        assertThat(temp.resolve("data")).doesNotExist();
    }

    private int run(String... args) {
        return Commands.run(new Launcher(Ferrule.class), new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
