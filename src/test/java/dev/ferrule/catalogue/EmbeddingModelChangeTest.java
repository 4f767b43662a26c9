package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.Ferrule;
import dev.ferrule.embedding.EmbeddingServer;
import dev.ferrule.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The application with an embedding endpoint, as a command has it. */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddingModelChangeTest {

    private static final Scope ALL = Scope.everything("default");

    private final EmbeddingServer server = new EmbeddingServer(1536);

    @TempDir
    private Path data;

    @AfterEach
    void stop() {
        server.close();
    }

    private ConfigurableApplicationContext start(String model, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "--logging.level.root=warn",
                "--ferrule.data-dir=" + data,
                "--ferrule.embedding.base-url=" + server.baseUrl(),
                "--ferrule.embedding.api-key=" + EmbeddingServer.KEY,
                "--ferrule.embedding.model=" + model,
                "--ferrule.embedding.dimensions=1536",
                "--ferrule.embedding.rest=1ms"));
        settings.addAll(List.of(more));
        return new SpringApplicationBuilder(Ferrule.class)
                .web(WebApplicationType.NONE)
                .run(settings.toArray(String[]::new));
    }

    @Test
    void theModelOfAnEndpointFindsOperationsByTheirMeaning() {
        try (var context = start("one")) {
            context.getBean(Specs.class).add("default", SpecTexts.shop("1.0", 30));
            context.getBean(Upkeep.class).embedAll(left -> {});

            assertThat(vectors(context)).isEqualTo(31);
            assertThat(context.getBean(Catalogue.class).find("default", List.of(), List.of("list orders"), 5))
                    .first()
                    .satisfies(hits -> assertThat(hits).anyMatch(hit -> hit.meaning() > 0));
        }
    }

    @Test
    void anotherModelMakesAllVectorsAnewAndWordsGoOnMeanwhile() {
        try (var context = start("one")) {
            context.getBean(Specs.class).add("default", SpecTexts.shop("1.0", 30));
            context.getBean(Upkeep.class).embedAll(left -> {});
        }
        server.asked.clear();
        try (var context = start("one")) {
            context.getBean(Upkeep.class).embedAll(left -> {});
            assertThat(vectors(context)).isEqualTo(31);
            assertThat(server.asked).isEmpty();
        }
        try (var context = start("two")) {
            Catalogue catalogue = context.getBean(Catalogue.class);
            assertThat(vectors(context)).isZero();
            assertThat(catalogue
                            .find("default", List.of(), List.of("list orders"), 5)
                            .get(0))
                    .isNotEmpty();
            assertThat(catalogue.knowsMeanings("default", List.of())).isFalse();

            context.getBean(Upkeep.class).embedAll(left -> {});

            assertThat(vectors(context)).isEqualTo(31);
            assertThat(server.asked)
                    .isNotEmpty()
                    .allSatisfy(question ->
                            assertThat(question.path("model").asString()).isEqualTo("two"));
        }
    }

    @Test
    void afterAFailureEverySpecStillGetsItsVectors(CapturedOutput output) {
        try (var context = start("one")) {
            Specs specs = context.getBean(Specs.class);
            specs.add("default", SpecTexts.shop("1.0", 200));
            specs.add("default", SpecTexts.described("Other", "1", "https://other.example.io", 7));
            server.answers(503, "").answers(401, "key " + EmbeddingServer.KEY).answers(200, "{}");

            context.getBean(Upkeep.class).embedAll(left -> {});

            assertThat(vectors(context)).isEqualTo(209);
            assertThat(context.getBean(Upkeep.class).failure()).isNull();
        }
        assertThat(output.getAll()).contains("answered with status 503").doesNotContain(EmbeddingServer.KEY);
    }

    @Test
    void whatAFailedAttemptHadMadeIsNotAskedForAgain() {
        try (var context = start("one")) {
            context.getBean(Specs.class).add("default", SpecTexts.described("One", "1", "https://one.example.io", 100));
            server.answersAsUsual().answers(503, "");

            context.getBean(Upkeep.class).embedAll(left -> {});

            // 64 at once: the first request, the second that fails, and the second once more.
            assertThat(server.asked)
                    .extracting(question -> question.path("input").size())
                    .containsExactly(64, 37, 37);
            assertThat(vectors(context)).isEqualTo(101);
        }
    }

    @Test
    void aCommandDoesNotWaitForeverForAnEndpointThatIsDown() {
        try (var context = start("one")) {
            context.getBean(Specs.class).add("default", SpecTexts.shop("1.0", 5));
            server.isDown(true);
            Upkeep upkeep = context.getBean(Upkeep.class);

            assertThatThrownBy(() -> upkeep.embedAll(left -> {}))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("503");
            assertThat(upkeep.failure()).contains("503");

            assertThat(context.getBean(EmbeddingQueue.class).size()).isEqualTo(1);
        }
    }

    @Test
    void aSearchGoesByWordsWhenTheEndpointFails() {
        try (var context = start("one")) {
            context.getBean(Specs.class).add("default", SpecTexts.shop("1.0", 30));
            context.getBean(Upkeep.class).embedAll(left -> {});
            server.isDown(true);
            Catalogue catalogue = context.getBean(Catalogue.class);
            assertThat(catalogue.knowsMeanings("default", List.of())).isTrue();

            assertThat(catalogue
                            .find("default", List.of(), List.of("list orders"), 5)
                            .get(0))
                    .isNotEmpty()
                    .allMatch(hit -> hit.meaning() == 0);
            assertThat(catalogue.knowsMeanings("default", List.of())).isFalse();
        }
    }

    private static int vectors(ConfigurableApplicationContext context) {
        return context.getBean(OperationIndex.class).vectors().count(ALL);
    }
}
