package dev.ferrule.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LocalEmbedderTest {

    private static final List<String> TEXTS = List.of(
            "List all orders of a customer (GET customers orders)",
            "",
            "Create an invoice",
            "Grüße an alle 你好",
            "word ".repeat(2_000));

    private final LocalEmbedder embedder = new LocalEmbedder(ModelFiles.bundled(), 2, new Precedence());

    @Test
    void aTextGetsTheSameVectorWhateverIsEmbeddedWithIt() {
        List<float[]> together = embedder.embed(TEXTS);

        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(embedder.embed(List.of(TEXTS.get(i))).get(0)).isEqualTo(together.get(i));
        }
    }

    @Test
    void everyVectorHasLengthOneWhateverTheText() {
        for (float[] vector : embedder.embed(TEXTS)) {
            assertThat(vector).hasSize(384);
            assertThat(dot(vector, vector)).isBetween(0.999, 1.001);
        }
    }

    @Test
    void aQuestionIsNearerToItsAnswerThanToOthers() {
        float[] question =
                embedder.embedQueries(List.of("show what a client has ordered")).get(0);
        List<float[]> answers = embedder.embed(
                List.of("List all orders of a customer", "Delete a webhook subscription", "Upload a file to a folder"));

        assertThat(dot(question, answers.get(0)))
                .isGreaterThan(dot(question, answers.get(1)))
                .isGreaterThan(dot(question, answers.get(2)));
    }

    @Test
    void nothingToEmbedIsNothing() {
        assertThat(embedder.embed(List.of())).isEmpty();
        assertThat(embedder.embedQueries(List.of())).isEmpty();
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
