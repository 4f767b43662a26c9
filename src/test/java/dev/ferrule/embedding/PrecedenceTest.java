package dev.ferrule.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PrecedenceTest {

    private final Precedence precedence = new Precedence();
    private final List<String> order = new CopyOnWriteArrayList<>();

    @Test
    void workInTheBackgroundWaitsForAQuestion() throws InterruptedException {
        Thread background = new Thread(() -> {
            precedence.letQuestionsPass();
            order.add("background");
        });

        String answer = precedence.first(() -> {
            background.start();
            while (background.getState() != Thread.State.TIMED_WAITING && background.isAlive()) {
                Thread.onSpinWait();
            }
            order.add("question");
            return "answer";
        });
        background.join();

        assertThat(answer).isEqualTo("answer");
        assertThat(order).containsExactly("question", "background");
    }

    @Test
    void itGetsOnHoweverLongAQuestionTakes() throws InterruptedException {
        Thread background = new Thread(precedence::letQuestionsPass);

        boolean ended = precedence.first(() -> {
            background.start();
            try {
                background.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return !background.isAlive();
        });

        assertThat(ended).isTrue();
    }

    @Test
    void withoutAQuestionNobodyWaits() {
        precedence.letQuestionsPass();
        assertThat(precedence.first(() -> 1)).isEqualTo(1);
        precedence.letQuestionsPass();
    }
}
