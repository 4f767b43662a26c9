package dev.ferrule.benchmark;

import dev.ferrule.Ferrule;
import dev.ferrule.catalogue.Upkeep;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Gives whatever an ingestion has left in the data folder its vectors. */
final class EmbedAlone {

    private EmbedAlone() {}

    public static void main(String[] args) {
        long wall = System.nanoTime();
        try (var context = new SpringApplicationBuilder(Ferrule.class)
                .web(WebApplicationType.NONE)
                .properties("logging.level.root=warn")
                .run()) {
            int[] told = {Integer.MAX_VALUE};
            context.getBean(Upkeep.class).embedAll(left -> {
                if (left <= told[0] - 100) {
                    told[0] = left;
                    System.err.println(left + " specs left");
                }
            });
        }
        System.out.println("cpuSeconds=" + Usage.cpuSeconds());
        System.out.println("wallSeconds=" + (System.nanoTime() - wall) / 1e9);
        System.out.println("peakMegabytes=" + Usage.peakMegabytes());
    }
}
