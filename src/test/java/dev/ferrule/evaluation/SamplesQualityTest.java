package dev.ferrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.RunningFerrule;
import dev.ferrule.planning.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The quality of plans over the sample specs, which may not fall below what it was. */
class SamplesQualityTest extends RunningFerrule {

    private static final Path CORPUS = Path.of("src/test/resources/corpus/samples");

    @Autowired
    private Evaluation evaluation;

    @Test
    void plansOverTheSamplesAreNotWorseThanTheyWere() throws IOException {
        EvaluationRequest request = new EvaluationRequest(
                List.of(CORPUS), Path.of("sample-specs"), Plan.Mode.BALANCED, false, true, false, 3);
        Report report = evaluation.evaluate(request, progress -> {});
        Report baseline = Report.parse(Files.readString(CORPUS.resolve("baseline.json")));

        assertThat(report.notCompared(baseline)).isEmpty();
        assertThat(report.worseThan(baseline)).as(report.text()).isEmpty();
    }
}
