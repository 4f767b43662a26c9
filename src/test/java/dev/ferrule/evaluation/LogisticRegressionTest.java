package dev.ferrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    @Test
    void withoutAnythingToTellExamplesApartItLearnsTheirShare() {
        LogisticRegression regression = new LogisticRegression(1);
        for (int i = 0; i < 100; i++) {
            regression.add(new double[] {1}, i < 20, 1);
        }

        assertThat(LogisticRegression.probability(regression.fit(), new double[] {1}))
                .isCloseTo(0.2, within(1e-6));
    }

    @Test
    void aFeatureThatTellsRightFromWrongGetsAWeightAndNoiseNone() {
        LogisticRegression regression = new LogisticRegression(3);
        for (int i = 0; i < 400; i++) {
            boolean right = i % 2 == 0;
            double telling = (i % 10 == 0) != right ? 1 : 0;
            regression.add(new double[] {1, telling, i / 2 % 2}, right, 1);
        }
        double[] weights = regression.fit();

        assertThat(weights[1]).isGreaterThan(2);
        assertThat(weights[2]).isCloseTo(0, within(0.1));
    }

    @Test
    void aWeightCountsLikeSoManyExamples() {
        LogisticRegression twice = new LogisticRegression(2);
        LogisticRegression weighed = new LogisticRegression(2);
        for (int i = 0; i < 30; i++) {
            double[] example = {1, i % 3};
            twice.add(example, i % 4 == 0, 1);
            twice.add(example, i % 4 == 0, 1);
            weighed.add(example, i % 4 == 0, 2);
        }

        assertThat(weighed.fit()).containsExactly(twice.fit(), within(1e-9));
    }
}
