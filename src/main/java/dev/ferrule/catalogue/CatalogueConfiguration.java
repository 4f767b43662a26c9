package dev.ferrule.catalogue;

import dev.ferrule.store.DataFolder;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the search index in the data folder and begins to load the embedding model. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogueSettings.class)
class CatalogueConfiguration {

    @Bean
    OperationIndex operationIndex(DataFolder folder, Embedder embedder) {
        return new OperationIndex(folder.resolve("index"), embedder.model());
    }

    /** Its threads are no bean: Spring would take them for the ones that serve requests. */
    @Bean
    Embedder embedder() {
        return new BgeEmbedder(Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            Thread thread = new Thread(task, "embedding");
            thread.setDaemon(true);
            return thread;
        }));
    }
}
