package dev.ferrule.connector;

/** Something that belongs to an integration and goes with it; implemented by packages that connectors know nothing of. */
public interface IntegrationPart {

    /** Called after the integration is gone. Nothing to remove is no failure. */
    void removeWith(String org, String integrationId);
}
