package dev.ferrule.catalogue;

import dev.ferrule.embedding.Embedder;
import dev.ferrule.store.DataFolder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the search index in the data folder. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogueSettings.class)
class CatalogueConfiguration {

    @Bean
    OperationIndex operationIndex(DataFolder folder, Embedder embedder, CatalogueSettings settings) {
        return new OperationIndex(
                folder.resolve("index"), embedder.model(), settings.enrichment().enabled());
    }
}
