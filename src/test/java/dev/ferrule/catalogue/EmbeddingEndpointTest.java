package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import dev.ferrule.embedding.EmbeddingServer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with an embedding endpoint that comes up late. */
class EmbeddingEndpointTest extends RunningFerrule {

    private static final EmbeddingServer SERVER = new EmbeddingServer(32);

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry settings) {
        SERVER.isDown(true);
        settings.add("ferrule.embedding.base-url", SERVER::baseUrl);
        settings.add("ferrule.embedding.api-key", () -> EmbeddingServer.KEY);
        settings.add("ferrule.embedding.model", () -> "some-model");
        settings.add("ferrule.embedding.dimensions", () -> 32);
        settings.add("ferrule.embedding.rest", () -> "1ms");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void operationsAreFoundByWordsUntilTheEndpointAnswersAndTheCatalogueTellsHowFarItIs() {
        Reply down = state(state -> state.at("/vectors/failure") != null);
        assertThat(down.json().at("/vectors/pending").asInt()).isPositive();
        assertThat(down.at("/vectors/failure")).contains("503").doesNotContain("127.0.0.1");
        assertThat(get("/api/v1/operations?q=order").expect(200).json().at("/items"))
                .isNotEmpty();

        SERVER.isDown(false);

        Reply up = state(state -> state.json().at("/vectors/pending").asInt() == 0);
        assertThat(up.json().at("/vectors/done").asInt())
                .isEqualTo(up.json().at("/operations").asInt());
        assertThat(up.body()).doesNotContain("503");
        assertThat(get("/api/v1/operations?q=order").expect(200).json().at("/items"))
                .isNotEmpty();
    }

    /** The work goes on in the background, so this asks until it is done. */
    private Reply state(Predicate<Reply> wanted) {
        Reply state = get("/api/v1/catalogue").expect(200);
        while (!wanted.test(state)) {
            state = get("/api/v1/catalogue").expect(200);
        }
        return state;
    }
}
