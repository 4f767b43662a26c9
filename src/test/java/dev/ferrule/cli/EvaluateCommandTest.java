package dev.ferrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Ferrule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void usersSettings() {
        System.setProperty("ferrule.data-dir", folder.resolve("users").toString());
        System.setProperty("spring.mongodb.uri", "mongodb://users.invalid:1/ferrule");
    }

    @AfterEach
    void nobodyElsesSettings() {
        System.clearProperty("ferrule.data-dir");
        System.clearProperty("spring.mongodb.uri");
    }

    @Test
    void aCorpusIsMeasuredWithoutTheUsersDataAndHeldAgainstAnEarlierRun() throws IOException {
        Path corpus = corpus();
        Path json = folder.resolve("now.json");
        Path markdown = folder.resolve("report.md");

        assertThat(run("evaluate", corpus.toString(), "--json", json.toString(), "--report", markdown.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("bakery").contains("set F1").contains("R@10");
        assertThat(markdown).content().contains("| set F1");
        assertThat(folder.resolve("users")).doesNotExist();

        String better = Files.readString(json).replaceAll("\"cases\" : 4", "\"cases\" : 400");
        Path baseline = folder.resolve("better.json");
        Files.writeString(baseline, better.replaceAll("(\"(value|low|high)\") : [0-9.]+", "$1 : 2.0"));
        assertThat(run("evaluate", corpus.toString(), "--auth-only", "--baseline", baseline.toString()))
                .as("a corpus that is not evaluated is not worse")
                .isZero();
        assertThat(err.toString()).contains("SKIPPED, not evaluated now: bakery");
        assertThat(run("evaluate", corpus.toString(), "--baseline", baseline.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("WORSE bakery: set F1");
    }

    @Test
    void aCorpusThatIsNotAtHandIsAFailureUnlessItIsSaidThatItMayBe() {
        String nothing = folder.resolve("nothing").toString();

        assertThat(run("evaluate", nothing, "--if-present")).isZero();
        assertThat(err.toString()).contains("SKIPPED, not at hand").contains(nothing);
        assertThat(run("evaluate", nothing)).isEqualTo(1);
        assertThat(err.toString()).contains("There is no folder");
        assertThat(run("evaluate")).isEqualTo(2);
    }

    @Test
    void weightsThatAreNotWhatIsLearnedAreAFailure() throws IOException {
        String corpus = corpus().toString();
        Path weights = folder.resolve("detector.weights");
        assertThat(run("evaluate", corpus, "--fit", weights.toString())).isZero();

        assertThat(run("evaluate", corpus, "--same-weights", weights.toString()))
                .isZero();
        assertThat(err.toString()).contains("byte by byte");

        Files.writeString(weights, Files.readString(weights).replaceFirst("ALWAYS \\S+", "ALWAYS 99.000"));
        assertThat(run("evaluate", corpus, "--same-weights", weights.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("OTHER WEIGHTS 'need ALWAYS 99.000");
    }

    @Test
    void aWorkFolderIsNeverSomethingElses() throws IOException {
        Path used = Files.createDirectory(folder.resolve("used"));
        Files.writeString(used.resolve("ferrule.mv.db"), "precious");

        assertThat(run("evaluate", corpus().toString(), "--work", used.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("holds something else");
        assertThat(used.resolve("ferrule.mv.db")).hasContent("precious");
    }

    private Path corpus() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("bakery"));
        Files.writeString(corpus.resolve("queries.json"), """
                [{"requirement": "list all loaves", "endpoints": ["GET /loaves"]},
                 {"requirement": "bake a new loaf", "endpoints": ["POST /loaves"]},
                 {"requirement": "throw the loaf Anna away", "endpoints": ["GET /loaves", "DELETE /loaves/{id}"]},
                 {"requirement": "show the ovens", "endpoints": ["GET /ovens"]}]
                """);
        Files.writeString(corpus.resolve("bakery.json"), """
                {"openapi": "3.0.3", "info": {"title": "Bakery", "version": "1"}, "paths": {
                  "/loaves": {"get": {"summary": "List loaves", "responses": {"200": {"description": "ok"}}},
                              "post": {"summary": "Bake a loaf", "responses": {"201": {"description": "ok"}}}},
                  "/loaves/{loafId}": {"delete": {"summary": "Throw a loaf away", "responses": {"204": {"description": "ok"}}}},
                  "/ovens": {"get": {"summary": "List ovens", "responses": {"200": {"description": "ok"}}}}}}
                """);
        return corpus;
    }

    private int run(String... args) {
        Launcher launcher = new Launcher(Ferrule.class);
        return Commands.run(launcher, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
