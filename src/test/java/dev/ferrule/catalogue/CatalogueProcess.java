package dev.ferrule.catalogue;

import dev.ferrule.Ferrule;
import dev.ferrule.embedding.Embedder;
import java.nio.file.Path;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application without its server and with a quick embedder, as a command has it; closing it ends it. */
final class CatalogueProcess implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    CatalogueProcess(Path data) {
        context = new SpringApplicationBuilder(Ferrule.class, CountingEmbedder.Instead.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--logging.level.root=error",
                        "--spring.main.allow-bean-definition-overriding=true",
                        "--ferrule.data-dir=" + data);
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    Specs specs() {
        return get(Specs.class);
    }

    Upkeep upkeep() {
        return get(Upkeep.class);
    }

    OperationIndex index() {
        return get(OperationIndex.class);
    }

    int embedded() {
        return ((CountingEmbedder) get(Embedder.class)).embedded.get();
    }

    @Override
    public void close() {
        context.close();
    }
}
