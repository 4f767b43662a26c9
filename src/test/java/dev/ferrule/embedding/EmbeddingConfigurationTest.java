package dev.ferrule.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.store.StartupFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EmbeddingConfigurationTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(EmbeddingConfiguration.class, Precedence.class);

    @TempDir
    private Path folder;

    @Test
    void withoutSettingsTheBundledModelIsUsed() {
        application.run(
                context -> assertThat(context.getBean(Embedder.class).model()).isEqualTo("bge-small-en-v1.5-q"));
    }

    @Test
    void aModelInAFolderMakesTheSameVectorsAsTheSameModelInTheProgram() throws IOException {
        unpackBundled();
        LocalEmbedder bundled = new LocalEmbedder(ModelFiles.bundled(), 1, new Precedence());
        List<String> texts = List.of("List all orders of a customer");

        application
                .withPropertyValues(
                        "ferrule.embedding.folder=" + folder,
                        "ferrule.embedding.pooling=cls",
                        "ferrule.embedding.query-prefix=Represent this sentence for searching relevant passages: ")
                .run(context -> {
                    Embedder embedder = context.getBean(Embedder.class);
                    assertThat(embedder.model()).startsWith("onnx ");
                    assertThat(embedder.ready()).isTrue();
                    assertThat(embedder.embed(texts).get(0))
                            .isEqualTo(bundled.embed(texts).get(0));
                });
    }

    @Test
    void aModelIsNamedByAllThatChangesItsVectorsAndNothingElse() throws IOException {
        unpackBundled();
        String name = ModelFiles.in(folder, Pooling.CLS, "", "").name();

        assertThat(ModelFiles.in(folder, Pooling.CLS, "question: ", "").name()).isEqualTo(name);
        assertThat(ModelFiles.in(folder, Pooling.MEAN, "", "").name()).isNotEqualTo(name);
        assertThat(ModelFiles.in(folder, Pooling.CLS, "", "passage: ").name()).isNotEqualTo(name);
        Files.writeString(folder.resolve(ModelFiles.TOKENIZER), "{}");
        assertThat(ModelFiles.in(folder, Pooling.CLS, "", "").name()).isNotEqualTo(name);
    }

    @Test
    void anotherPoolingMakesOtherVectors() throws IOException {
        unpackBundled();
        LocalEmbedder mean = new LocalEmbedder(ModelFiles.in(folder, Pooling.MEAN, "", ""), 1, new Precedence());
        LocalEmbedder first = new LocalEmbedder(ModelFiles.in(folder, Pooling.CLS, "", ""), 1, new Precedence());

        assertThat(mean.embed(List.of("a text")).get(0))
                .isNotEqualTo(first.embed(List.of("a text")).get(0));
    }

    @Test
    void aFolderWithoutAModelFailsTheStart() {
        assertThat(failure("ferrule.embedding.folder=" + folder, "ferrule.embedding.pooling=cls"))
                .contains("no model.onnx");
    }

    @Test
    void aFolderWithSomethingElseFailsTheStart() throws IOException {
        unpackBundled();
        Files.writeString(folder.resolve(ModelFiles.MODEL), "no model");

        assertThat(failure("ferrule.embedding.folder=" + folder, "ferrule.embedding.pooling=mean"))
                .contains("cannot be used");
    }

    @Test
    void aFolderWithABrokenTokenizerFailsTheStart() throws IOException {
        unpackBundled();
        Files.writeString(folder.resolve(ModelFiles.TOKENIZER), "{}");

        assertThat(failure("ferrule.embedding.folder=" + folder, "ferrule.embedding.pooling=mean"))
                .contains("tokenizer.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "folder=/tmp                                                   | FERRULE_EMBEDDING_POOLING",
                "folder=/tmp pooling=max                                       | 'max'",
                "folder=/tmp base-url=http://localhost/v1                      | Both",
                "base-url=http://localhost/v1                                  | FERRULE_EMBEDDING_MODEL",
                "base-url=http://localhost/v1 model=m                          | FERRULE_EMBEDDING_DIMENSIONS",
                "base-url=http://localhost/v1 model=m dimensions=9999          | 9999",
                "base-url=ftp://localhost model=m dimensions=8                 | FERRULE_EMBEDDING_BASE_URL",
                "base-url=http://me:hidden-word@localhost model=m dimensions=8 | FERRULE_EMBEDDING_API_KEY",
                "base-url=http://localhost/v1 model=m dimensions=8 timeout=0s  | timeout",
                "api-key=hidden-word                                           | FERRULE_EMBEDDING_BASE_URL"
            })
    void settingsThatCannotBeFailTheStartAndSayWhatIsWrong(String settings, String said) {
        String[] properties = settings.strip().split(" ");
        for (int i = 0; i < properties.length; i++) {
            properties[i] = "ferrule.embedding." + properties[i];
        }

        assertThat(failure(properties)).contains(said).doesNotContain("hidden-word");
    }

    private String failure(String... properties) {
        String[] text = {""};
        application.withPropertyValues(properties).run(context -> {
            @Nullable StartupFailure failure = StartupFailure.behind(context.getStartupFailure());
            assertThat(failure).isNotNull();
            text[0] = failure.getMessage() + " " + failure.action();
        });
        return text[0];
    }

    private void unpackBundled() throws IOException {
        for (String[] file : new String[][] {
            {ModelFiles.BUNDLED_MODEL, ModelFiles.MODEL}, {ModelFiles.BUNDLED_TOKENIZER, ModelFiles.TOKENIZER}
        }) {
            try (InputStream in = ModelFiles.class.getResourceAsStream(file[0])) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(file[1]));
            }
        }
    }
}
