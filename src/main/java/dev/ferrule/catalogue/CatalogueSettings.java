package dev.ferrule.catalogue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param samples whether an empty catalogue begins with the sample specs
 * @param embedding how operations get their vectors
 */
@ConfigurationProperties("ferrule")
record CatalogueSettings(
        @DefaultValue("true") boolean samples, @DefaultValue Embedding embedding) {

    /** @param enabled false: search goes by words alone */
    record Embedding(@DefaultValue("true") boolean enabled) {}
}
