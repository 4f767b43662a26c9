package dev.ferrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionalLogitTest {

    @Test
    void whatDecidesWhichIsChosenGetsAWeightAndWhatDoesNotGetsNone() {
        ConditionalLogit logit = new ConditionalLogit();
        for (int i = 0; i < 200; i++) {
            double[] strong = {1, i % 2};
            double[] weak = {0, 1 - i % 2};
            boolean surprise = i % 20 < 2;
            logit.add(surprise ? List.of(weak, strong) : List.of(strong, weak), 1);
        }

        double[] weights = logit.fit(new double[2]);

        assertThat(weights[0]).isGreaterThan(2);
        assertThat(Math.abs(weights[1])).isLessThan(0.5);
    }

    @Test
    void whatAllRivalsHaveInCommonDecidesNothing() {
        ConditionalLogit logit = new ConditionalLogit();
        for (int i = 0; i < 50; i++) {
            logit.add(List.of(new double[] {5, 1}, new double[] {5, 0}, new double[] {5, 0}), 1);
        }

        assertThat(logit.fit(new double[2])[0]).isCloseTo(0, within(1e-9));
    }

    @Test
    void wereOneAlwaysChosenTheWeightStaysFinite() {
        ConditionalLogit logit = new ConditionalLogit();
        for (int i = 0; i < 1000; i++) {
            logit.add(List.of(new double[] {1}, new double[] {0}), 1);
        }

        assertThat(logit.fit(new double[1])[0]).isBetween(1.0, 20.0);
    }
}
