package dev.ferrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Ferrule;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlanCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path temp;

    @BeforeEach
    void ownDataFolderAndWordsAlone() {
        System.setProperty("ferrule.data-dir", temp.resolve("data").toString());
        System.setProperty("ferrule.embedding.enabled", "false");
    }

    @AfterEach
    void nobodyElsesSettings() {
        System.clearProperty("ferrule.data-dir");
        System.clearProperty("ferrule.embedding.enabled");
    }

    @Test
    void aPlanIsPrintedForPeopleBuiltAndExportedAsJson() throws Exception {
        assertThat(run("plan", "--integration", "Rooms", "--build", "list", "the", "rooms", "of", "Parley"))
                .isZero();
        assertThat(out.toString())
                .contains("Parley", "GET", "/rooms", "Coverage", "by words alone", "revision 1")
                .doesNotContain("null");

        assertThat(run("plan", "--json", "list the rooms of Parley")).isZero();
        JsonNode plan = new JsonMapper().readTree(out.toString());
        assertThat(plan.at("/systems/0/endpoints").isEmpty()).isFalse();
        assertThat(plan.at("/engine/kind").asString()).isEqualTo("offline");

        Path file = temp.resolve("export.json");
        assertThat(run("export", "--integration", "Rooms", "--output", file.toString()))
                .isZero();
        JsonNode export = new JsonMapper().readTree(Files.readString(file));
        assertThat(export.at("/integrations/0/name").asString()).isEqualTo("Rooms");
        assertThat(export.at("/templates").size()).isEqualTo(1);
        assertThat(export.at("/connectors").size()).isEqualTo(1);
        assertThat(export.at("/revisions").size()).isEqualTo(1);

        assertThat(run("export", "--output", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("exists");
        assertThat(run("export", "--integration", "Nothing")).isEqualTo(1);
        assertThat(run("plan", "--spec", "nope", "list the rooms")).isEqualTo(1);
        assertThat(err.toString()).contains("nope").hasLineCount(1);
        assertThat(run("plan", "123")).isEqualTo(1);
        assertThat(err.toString()).contains("no words");
    }

    @Test
    void aWrongCallStartsNothing() {
        assertThat(run("plan")).isEqualTo(2);
        assertThat(run("plan", "--nonsense", "x")).isEqualTo(2);
        assertThat(run("export", "more")).isEqualTo(2);
        assertThat(temp.resolve("data")).doesNotExist();
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Commands.run(new Launcher(Ferrule.class), new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
