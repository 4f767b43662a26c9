package dev.ferrule.tester;

import dev.ferrule.catalogue.Specs;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.connector.Endpoint.Provenance;
import dev.ferrule.connector.Template;
import dev.ferrule.connector.Templates;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Contract;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a test or a call is about. */
@Component
class Subjects {

    /** Contracts that are held, since one may have a megabyte. */
    private static final int FEW = 40;

    private final Connectors connectors;
    private final Templates templates;
    private final Specs specs;
    private final Findings findings;

    /** One object as long as nothing changes, by which others know what they have prepared for it. */
    private final Map<String, Corrected> corrected = new ConcurrentHashMap<>();

    private final Briefly<Contract> known = new Briefly<>(FEW, Clock.systemUTC());

    Subjects(Connectors connectors, Templates templates, Specs specs, Findings findings) {
        this.findings = findings;
        this.connectors = connectors;
        this.templates = templates;
        this.specs = specs;
    }

    /** An endpoint as the template's revision has it. */
    Subject ofTemplate(String org, String integrationId, String templateId, String endpointId) {
        Template template = templates.get(org, integrationId, templateId);
        Connector connector = connectors.get(org, template.connectorId());
        return subject(template, connector, templates.definition(connector, template), endpointId);
    }

    /** Throws when the integration or the template is not there. */
    void checkTemplate(String org, String integrationId, String templateId) {
        Template unused = templates.get(org, integrationId, templateId);
    }

    String connectorOf(String org, String integrationId, String templateId) {
        return templates.get(org, integrationId, templateId).connectorId();
    }

    /** An endpoint as the connector has it now. */
    Subject ofConnector(String org, String connectorId, String endpointId) {
        Connector connector = connectors.get(org, connectorId);
        return subject(null, connector, connector.definition(), endpointId);
    }

    private Subject subject(@Nullable Template template, Connector connector, Definition definition, String id) {
        Endpoint endpoint = definition.endpoint(id).orElseThrow(() -> Problem.notFound("endpoint", id));
        endpoint.checkThere();
        return new Subject(connector.org(), template, connector, definition, endpoint, contract(connector, endpoint));
    }

    private record Corrected(Contract published, List<String> findings, Contract contract) {}

    /** As the spec has it, save for what the connector has accepted to be otherwise. */
    Contract contract(Connector connector, Endpoint endpoint) {
        Contract published = published(connector.org(), endpoint);
        List<Finding> accepted = findings.accepted(connector.org(), connector.id(), endpoint.id());
        if (accepted.isEmpty()) {
            return published;
        }
        String key = connector.id() + ":" + endpoint.id();
        List<String> ids = accepted.stream().map(Finding::id).toList();
        Corrected known = corrected.get(key);
        if (known != null
                && known.published().equals(published)
                && known.findings().equals(ids)) {
            return known.contract();
        }
        Contract contract = Corrections.of(published, accepted);
        if (corrected.size() >= FEW) {
            corrected.clear();
        }
        corrected.put(key, new Corrected(published, ids, contract));
        return contract;
    }

    private Contract published(String org, Endpoint endpoint) {
        Provenance provenance = endpoint.provenance();
        boolean byHand =
                endpoint.operationId() == null && !endpoint.parameters().isEmpty();
        if (provenance == null || byHand) {
            return byHand(endpoint);
        }
        // By its place: operationIds may be there twice, and people may change them.
        String pointer = provenance.pointer();
        try {
            return known.get(
                    org + ":" + provenance.specId() + ":" + pointer,
                    () -> specs.contractAt(org, provenance.specId(), pointer));
        } catch (Problem gone) {
            if (gone.kind() != Problem.Kind.NOT_FOUND) {
                throw gone;
            }
            return byHand(endpoint);
        }
    }

    /** What somebody who made an endpoint by hand said of it. */
    private static Contract byHand(Endpoint endpoint) {
        List<Contract.Parameter> parameters = endpoint.parameters().stream()
                .filter(parameter -> !parameter.in().equals("body"))
                .map(parameter -> new Contract.Parameter(
                        parameter.name(),
                        parameter.in(),
                        parameter.required() || parameter.in().equals("path"),
                        false,
                        parameter.description(),
                        parameter.in().equals("path") || parameter.in().equals("header") ? "simple" : "form",
                        !parameter.in().equals("path") && !parameter.in().equals("header"),
                        false,
                        false,
                        null,
                        parameter.type() == null ? Map.of() : Map.of("type", parameter.type()),
                        List.of(),
                        ""))
                .toList();
        boolean reads = List.of("GET", "HEAD").contains(endpoint.method());
        Contract.Body body = reads
                ? null
                : new Contract.Body(
                        endpoint.parameters().stream()
                                .anyMatch(parameter -> parameter.in().equals("body") && parameter.required()),
                        null,
                        List.of(new Contract.Content("application/json", Map.of(), List.of(), List.of())),
                        "");
        return new Contract(
                endpoint.method(), endpoint.path(), parameters, body, List.of(), Map.of(), false, List.of(), "");
    }
}
