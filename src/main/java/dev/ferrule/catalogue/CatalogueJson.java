package dev.ferrule.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.json.JsonMapper;

/** How the catalogue writes JSON into its own storage; what the service answers is another mapper's business. */
final class CatalogueJson {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private CatalogueJson() {}
}
