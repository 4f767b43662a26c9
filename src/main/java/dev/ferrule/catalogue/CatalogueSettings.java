package dev.ferrule.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param samples whether an empty catalogue begins with the sample specs
 * @param embedding how operations get their vectors
 * @param enrichment whether a language model says how people would ask for operations
 */
@ConfigurationProperties("ferrule")
record CatalogueSettings(
        @DefaultValue("true") boolean samples,
        @DefaultValue Embedding embedding,
        @DefaultValue Enrichment enrichment) {

    /**
     * @param enabled false: search goes by words alone
     * @param rest after a first failure of the model; each further one in a row doubles it, up to five minutes
     */
    record Embedding(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1s") Duration rest) {}

    /**
     * @param enabled false: nothing is asked, and what was answered before is not used
     * @param operations that are asked about from one start of the service to the next
     * @param tokens that this may take, of prompts and answers together
     */
    record Enrichment(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("2000") int operations,
            @DefaultValue("300000") int tokens) {}
}
