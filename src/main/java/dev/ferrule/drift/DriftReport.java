package dev.ferrule.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ferrule.drift.Comparison.Version;
import dev.ferrule.planning.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a connector is behind the newest versions of its specs.
 *
 * @param newest the newest version of each API that it takes endpoints from
 * @param draft what an upgrade would change
 * @param templates who is touched, the worst first
 * @param connected who has to log in again or the like, once the connector is upgraded or since it was
 */
public record DriftReport(
        String connectorId,
        String name,
        Severity severity,
        List<Version> newest,
        State draft,
        List<TemplateDrift> templates,
        ConnectionsDrift connected) {

    /**
     * @param revision null: the draft
     * @param document what is said for all operations at once, such as servers
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record State(
            @Nullable Integer revision,
            Severity severity,
            List<Change> document,
            List<EndpointDrift> endpoints,
            List<AuthDrift> authMethods) {}

    public record AuthDrift(String authMethodId, Severity severity, List<Change> changes) {}

    /**
     * @param endpoints those of the template only
     * @param mappings fields that the integration's newest plan takes from those endpoints or gives to them
     */
    public record TemplateDrift(
            String templateId,
            String integrationId,
            String name,
            @Nullable Integer revision,
            Severity severity,
            List<EndpointDrift> endpoints,
            List<AuthDrift> authMethods,
            List<Workflow.Mapping> mappings,
            String advice) {}

    DriftReport with(ConnectionsDrift found) {
        return new DriftReport(connectorId, name, severity, newest, draft, templates, found);
    }

    /** The report in one line, for lists. */
    public record Line(
            String connectorId, String name, Severity severity, List<Version> newest, int endpoints, int templates) {}

    Line line() {
        return new Line(connectorId, name, severity, newest, draft.endpoints().size(), (int) templates.stream()
                .filter(one -> one.severity() != Severity.NONE)
                .count());
    }
}
