package dev.ferrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Asked;
import dev.ferrule.Ferrule;
import dev.ferrule.ScriptedModel;
import dev.ferrule.ScriptedModel.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate --engine llm}, with a model of two lines of script. */
class EvaluateModelTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ScriptedModel model = new ScriptedModel(EvaluateModelTest::script);

    /** Restates a requirement as it stands, and takes the first that is found. */
    private static Answer script(Asked asked) {
        Map<String, Object> line = asked.isRestating()
                ? Map.of(
                        "clause",
                        String.join(" ", asked.block("requirement")),
                        "system",
                        1,
                        "role",
                        "requested",
                        "operation",
                        String.join(" ", asked.block("requirement")))
                : Map.of("line", 1, "verdict", "chosen", "operations", List.of(1));
        return Answer.structured(Map.of("lines", List.of(line)));
    }

    @BeforeEach
    void settings() {
        System.setProperty("ferrule.data-dir", folder.resolve("users").toString());
        System.setProperty("ferrule.llm.base-url", model.url());
        System.setProperty("ferrule.llm.model", "two-lines");
        System.setProperty("ferrule.llm.price.prompt", "3");
        System.setProperty("ferrule.llm.price.completion", "10");
    }

    @AfterEach
    void nobodyElsesSettings() {
        System.clearProperty("ferrule.data-dir");
        System.clearProperty("ferrule.llm.base-url");
        System.clearProperty("ferrule.llm.model");
        System.clearProperty("ferrule.llm.price.prompt");
        System.clearProperty("ferrule.llm.price.completion");
        model.close();
    }

    @Test
    void aModelIsMeasuredWithWhatItTook() throws IOException {
        Path json = folder.resolve("now.json");
        assertThat(run(
                        "evaluate",
                        corpus().toString(),
                        "--engine",
                        "llm",
                        "--parallel",
                        "2",
                        "--json",
                        json.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("set F1")
                .containsPattern("model +two-lines")
                .containsPattern("answers a requirement +2.0")
                .containsPattern("prompt tokens, mean / most +2000.0 / 2000.0")
                .containsPattern("cost of all +0.024")
                .containsPattern("finished by the rules +0");
        assertThat(err.toString()).contains("2 answers, 2000 + 200 tokens");
        assertThat(Files.readString(json)).contains("\"model\" : \"two-lines\"");
        assertThat(model.asked()).hasSize(6);
    }

    @Test
    void withoutAModelThereIsNothingToMeasure() throws IOException {
        System.setProperty("ferrule.llm.model", "");
        assertThat(run("evaluate", corpus().toString(), "--engine", "llm")).isEqualTo(1);
        assertThat(err.toString()).contains("OPENAI_MODEL");
    }

    private Path corpus() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("bakery"));
        Files.writeString(corpus.resolve("queries.json"), """
                [{"requirement": "list all loaves", "endpoints": ["GET /loaves"]},
                 {"requirement": "bake a new loaf", "endpoints": ["POST /loaves"]},
                 {"requirement": "show the ovens", "endpoints": ["GET /ovens"]}]
                """);
        Files.writeString(corpus.resolve("bakery.json"), """
                {"openapi": "3.0.3", "info": {"title": "Bakery", "version": "1"}, "paths": {
                  "/loaves": {"get": {"summary": "List loaves", "responses": {"200": {"description": "ok"}}},
                              "post": {"summary": "Bake a loaf", "responses": {"201": {"description": "ok"}}}},
                  "/ovens": {"get": {"summary": "List ovens", "responses": {"200": {"description": "ok"}}}}}}
                """);
        return corpus;
    }

    private int run(String... args) {
        Launcher launcher = new Launcher(Ferrule.class);
        return Commands.run(launcher, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
