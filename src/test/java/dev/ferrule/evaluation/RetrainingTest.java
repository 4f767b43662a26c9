package dev.ferrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.RunningFerrule;
import dev.ferrule.planning.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Weights are learned, never written: whoever has the corpora can make the file again. */
class RetrainingTest extends RunningFerrule {

    private static final Path CORPUS = Path.of("src/test/resources/corpus/samples/requirements.jsonl");

    @Autowired
    private Evaluation evaluation;

    @TempDir
    private Path folder;

    @Test
    void learningAgainFromTheSameCasesInAnyOrderGivesTheSameFile() throws IOException {
        List<String> cases = Files.readAllLines(CORPUS);
        List<String> reversed = new ArrayList<>(cases);
        Collections.reverse(reversed);

        FittedWeights once = fit("once", cases);
        FittedWeights again = fit("again", cases);
        FittedWeights backwards = fit("backwards", reversed);

        assertThat(once.text()).contains("samples: " + cases.size() + " requirements");
        assertThat(again.text()).isEqualTo(once.text());
        assertThat(backwards.text()).isEqualTo(once.text());
    }

    @Test
    void roundingIsNoDifferenceButAnotherWeightOrOriginIs() {
        FittedWeights learned = new FittedWeights("# From:\n#   one: 3 requirements\nRANK 0.854 0.850\n");

        assertThat(learned.differences("# From:\n#   one: 3 requirements\nRANK 0.855 0.849\n"))
                .isEmpty();
        assertThat(learned.differences("# From:\n#   one: 3 requirements\nRANK 0.854 0.950\n"))
                .hasSize(1);
        assertThat(learned.differences("# From:\n#   one: 4 requirements\nRANK 0.854 0.850\n"))
                .hasSize(1);
        assertThat(learned.differences("# From:\n#   one: 3 requirements\n")).hasSize(1);
    }

    private FittedWeights fit(String name, List<String> cases) throws IOException {
        Path corpus = Files.createDirectories(folder.resolve(name).resolve("samples"));
        Files.write(corpus.resolve("requirements.jsonl"), cases);
        EvaluationRequest request = new EvaluationRequest(
                List.of(corpus), Path.of("sample-specs"), Plan.Mode.BALANCED, false, false, false, 0);
        return evaluation.fit(request, progress -> {});
    }
}
