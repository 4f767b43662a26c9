package dev.ferrule.ingest;

import dev.ferrule.Ferrule;
import dev.ferrule.catalogue.SpecTexts;
import dev.ferrule.catalogue.Upkeep;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application without its server and without vectors, at work on ingestions; closing it ends it. */
final class IngestProcess implements AutoCloseable {

    static final String ORG = "default";

    private final ConfigurableApplicationContext context;

    IngestProcess(Path data, String... settings) {
        String[] all = Stream.concat(
                        Stream.of(
                                "--logging.level.root=error",
                                "--ferrule.embedding.enabled=false",
                                "--ferrule.ingest.poll=50ms",
                                "--ferrule.data-dir=" + data),
                        Stream.of(settings))
                .toArray(String[]::new);
        context = new SpringApplicationBuilder(Ferrule.class)
                .web(WebApplicationType.NONE)
                .run(all);
        context.getBean(Upkeep.class).prepareToAdd();
        context.getBean(Lanes.class).start();
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    Jobs jobs() {
        return get(Jobs.class);
    }

    /** The job as it is once it is over; asked for again and again, as somebody without a stream would. */
    Job ended(String id) throws InterruptedException {
        Job job = jobs().get(ORG, id);
        while (job.state().open()) {
            synchronized (this) {
                wait(20);
            }
            job = jobs().get(ORG, id);
        }
        return job;
    }

    /** So many different small specs. */
    static byte[] archive(int specs) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < specs; i++) {
            String title = "Killed " + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 676);
            entries.put(
                    "spec" + i + ".json", SpecTexts.described(title, "1", "https://k" + i + ".example.io", 1 + i % 9));
        }
        return IngestingFerrule.zip(entries);
    }

    @Override
    public void close() {
        get(Lanes.class).stop();
        context.close();
    }
}
