package dev.ferrule.planning;

import dev.ferrule.catalogue.SpecUse;
import dev.ferrule.connector.Connectors;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells the catalogue which connectors need a spec, so that it is not deleted under them. */
@Component
class ConnectorsOfSpec implements SpecUse {

    private final Connectors connectors;

    ConnectorsOfSpec(Connectors connectors) {
        this.connectors = connectors;
    }

    @Override
    public List<String> usersOf(String org, String specId) {
        return connectors.usersOfSpec(org, specId).stream()
                .map(connector -> "the connector '" + connector.definition().name() + "'")
                .toList();
    }
}
