package dev.ferrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Ferrule;
import dev.ferrule.catalogue.SpecTexts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void nothingToIngestIsAWrongCall() {
        assertThat(run("ingest")).isEqualTo(2);
        assertThat(err.toString()).contains("Nothing to ingest");
        assertThat(temp.resolve("data")).doesNotExist();
    }

    private int run(String... args) {
        return Commands.run(new Launcher(Ferrule.class), new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
