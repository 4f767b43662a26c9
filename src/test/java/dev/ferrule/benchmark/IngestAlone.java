package dev.ferrule.benchmark;

import dev.ferrule.Ferrule;
import dev.ferrule.ingest.FileItems;
import dev.ferrule.ingest.Ingestion;
import dev.ferrule.ingest.Outcome;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Ingests a folder into the data folder that the settings name, and searches it. */
final class IngestAlone {

    private IngestAlone() {}

    public static void main(String[] args) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(Ferrule.class, CountingWrites.class)
                .web(WebApplicationType.NONE)
                .properties("logging.level.root=warn");
        double before;
        long wall = System.nanoTime();
        try (var context = application.run()) {
            CountingWrites commands = context.getBean(CountingWrites.class);
            long writes = commands.writes();
            before = Usage.cpuSeconds();
            Map<Outcome.State, Integer> states = new EnumMap<>(Outcome.State.class);
            long[] operations = {0};
            context.getBean(Ingestion.class)
                    .run(
                            "default",
                            new FileItems(List.of(Path.of(args[0]))),
                            Runtime.getRuntime().availableProcessors(),
                            outcome -> {
                                states.merge(outcome.state(), 1, Integer::sum);
                                operations[0] += outcome.operations();
                                if (outcome.error() != null) {
                                    System.err.println(outcome.name() + ": " + outcome.error());
                                }
                            });
            System.out.println("runCpuSeconds=" + (Usage.cpuSeconds() - before));
            System.out.println("writes=" + (commands.writes() - writes));
            System.out.println("ingested=" + states.getOrDefault(Outcome.State.INGESTED, 0));
            System.out.println("unchanged=" + states.getOrDefault(Outcome.State.UNCHANGED, 0));
            System.out.println("failed=" + states.getOrDefault(Outcome.State.FAILED, 0));
            System.out.println("operations=" + operations[0]);
        }
        System.out.println("startCpuSeconds=" + before);
        System.out.println("cpuSeconds=" + Usage.cpuSeconds());
        System.out.println("wallSeconds=" + (System.nanoTime() - wall) / 1e9);
        System.out.println("peakMegabytes=" + Usage.peakMegabytes());
    }
}
