package dev.ferrule.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param samples whether an empty catalogue begins with the sample specs
 * @param embedding how operations get their vectors
 */
@ConfigurationProperties("ferrule")
record CatalogueSettings(
        @DefaultValue("true") boolean samples, @DefaultValue Embedding embedding) {

    /**
     * @param enabled false: search goes by words alone
     * @param rest after a first failure of the model; each further one in a row doubles it, up to five minutes
     */
    record Embedding(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1s") Duration rest) {}
}
