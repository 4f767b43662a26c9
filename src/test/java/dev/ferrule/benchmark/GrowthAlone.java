package dev.ferrule.benchmark;

import dev.ferrule.Ferrule;
import dev.ferrule.catalogue.Upkeep;
import dev.ferrule.ingest.FileItems;
import dev.ferrule.ingest.Ingestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Ingests the folders 1, 2, … one after the other into one catalogue and says after each how large it is and what the step
 * has cost. Before, the folder "warm" is ingested into another catalogue, so that the first step has no compiler to pay.
 */
final class GrowthAlone {

    private GrowthAlone() {}

    public static void main(String[] args) {
        Path folders = Path.of(args[0]);
        String data = System.getProperty("ferrule.data-dir");
        try (var context = application(data + "/warm")) {
            for (String org : List.of("one", "two", "three")) {
                ingest(context, org, folders.resolve("warm"));
            }
        }
        try (var context = application(data + "/grown")) {
            long operations = 0;
            for (int step = 1; Files.isDirectory(folders.resolve("" + step)); step++) {
                double before = Usage.cpuSeconds();
                long wall = System.nanoTime();
                operations += ingest(context, "default", folders.resolve("" + step));
                System.out.println("cpuSeconds" + step + "=" + (Usage.cpuSeconds() - before));
                System.out.println("wallSeconds" + step + "=" + (System.nanoTime() - wall) / 1e9);
                System.out.println("operations" + step + "=" + operations);
                System.out.println("peakMegabytes" + step + "=" + Usage.peakMegabytes());
                System.out.println("heapMegabytes" + step + "=" + Usage.heapMegabytes());
            }
        }
    }

    private static ConfigurableApplicationContext application(String data) {
        return new SpringApplicationBuilder(Ferrule.class)
                .web(WebApplicationType.NONE)
                .properties("logging.level.root=warn")
                .run("--ferrule.data-dir=" + data);
    }

    private static long ingest(ConfigurableApplicationContext context, String org, Path folder) {
        long[] operations = {0};
        context.getBean(Ingestion.class)
                .run(org, new FileItems(List.of(folder)), Runtime.getRuntime().availableProcessors(), outcome -> {
                    operations[0] += outcome.operations();
                    if (outcome.error() != null) {
                        System.err.println(outcome.name() + ": " + outcome.error());
                    }
                });
        context.getBean(Upkeep.class).stop(); // puts the index on disk
        return operations[0];
    }
}
