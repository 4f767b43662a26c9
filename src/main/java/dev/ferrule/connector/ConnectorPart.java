package dev.ferrule.connector;

/** Something that is kept for a connector and goes with it; implemented by packages that connectors know nothing of. */
public interface ConnectorPart {

    /** Called after the connector is gone. Nothing to remove is no failure. */
    void forgetConnector(String org, String connectorId);
}
