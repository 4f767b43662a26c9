package dev.ferrule.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteEmbedderTest {

    private final EmbeddingServer server = new EmbeddingServer(16);
    private final RemoteEmbedder embedder = embedder(server.baseUrl(), EmbeddingServer.KEY);

    @AfterEach
    void stop() {
        server.close();
    }

    static RemoteEmbedder embedder(String baseUrl, String key) {
        return new RemoteEmbedder(new EmbeddingSettings(
                true,
                "",
                "",
                baseUrl,
                key,
                "some-model",
                16,
                true,
                "question: ",
                "passage: ",
                0,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60)));
    }

    @Test
    void vectorsComeInTheOrderOfTheTextsHoweverManyRequestsThatTakes() {
        List<String> texts =
                IntStream.range(0, 150).mapToObj(number -> "text" + number).toList();

        List<float[]> vectors = embedder.embed(texts);

        assertThat(vectors).hasSize(150);
        assertThat(vectors.get(149))
                .isEqualTo(embedder.embed(List.of("text149")).get(0));
        assertThat(server.asked).hasSize(4);
        assertThat(server.asked.get(0).path("input").size()).isEqualTo(64);
    }

    @Test
    void theEndpointIsAskedForTheModelTheDimensionsAndTheTextsWithTheirPrefix() {
        embedder.embed(List.of("one"));
        embedder.embedQueries(List.of("two"));

        assertThat(server.asked.get(0).toString())
                .isEqualTo(
                        "{\"model\":\"some-model\",\"input\":[\"passage: one\"],\"encoding_format\":\"float\",\"dimensions\":16}");
        assertThat(server.asked.get(1).path("input").get(0).asString()).isEqualTo("question: two");
    }

    @ParameterizedTest
    @CsvSource({"401, API_KEY", "404, no such path or model", "400, SEND_DIMENSIONS", "429, too many", "503, 503"})
    void aFailureSaysWhatItIsAndNeitherTheKeyNorWhatTheEndpointWrote(int status, String said) {
        server.answers(status, "key " + EmbeddingServer.KEY + " is wrong");

        assertThatThrownBy(() -> embedder.embed(List.of("text")))
                .isInstanceOf(EmbeddingFailed.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining(EmbeddingServer.KEY)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "{}",
                "{\"data\":[]}",
                "{\"data\":[{\"index\":1,\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1,2,3]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":\"AAAA\"}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,\"x\"]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1e99]}]}"
            })
    void anAnswerThatIsNoVectorForEachTextIsRefused(String answer) {
        server.answers(200, answer);

        assertThatThrownBy(() -> embedder.embed(List.of("text"))).isInstanceOf(EmbeddingFailed.class);
    }

    @Test
    void anEndlessAnswerIsBrokenOff() {
        server.answers(200, "[" + " ".repeat(EmbeddingAnswer.MOST_BYTES) + "]");

        assertThatThrownBy(() -> embedder.embed(List.of("text")))
                .isInstanceOf(EmbeddingFailed.class)
                .hasMessageContaining("too much");
    }

    @Test
    void aRedirectIsNotFollowedSoThatTheKeyGoesNowhereElse() {
        server.answers(307, "", Map.of("Location", server.baseUrl() + "/embeddings"));

        assertThatThrownBy(() -> embedder.embed(List.of("text"))).hasMessageContaining("307");
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void afterAFailureQuestionsLeaveTheEndpointAloneUntilItAnswersAgain() {
        server.answers(429, "", Map.of("Retry-After", "3600"));

        assertThat(embedder.ready()).isTrue();
        assertThatThrownBy(() -> embedder.embed(List.of("text")))
                .isInstanceOfSatisfying(
                        EmbeddingFailed.class,
                        failed -> assertThat(failed.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
        assertThat(embedder.ready()).isFalse();
        embedder.embed(List.of("text"));
        assertThat(embedder.ready()).isTrue();
    }

    @Test
    void anEndpointThatIsNotThereIsAFailureLikeAnyOther() {
        server.close();

        assertThatThrownBy(() -> embedder.embed(List.of("text")))
                .isInstanceOf(EmbeddingFailed.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void settingsDoNotPrintTheKey() {
        assertThat(embedder.toString() + embedder.model()).doesNotContain(EmbeddingServer.KEY);
    }
}
