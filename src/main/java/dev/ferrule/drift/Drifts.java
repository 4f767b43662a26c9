package dev.ferrule.drift;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.ApiKey;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.catalogue.Versions;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.ConnectorRevisions;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.connector.Template;
import dev.ferrule.connector.Templates;
import dev.ferrule.drift.Comparison.Version;
import dev.ferrule.drift.DriftReport.AuthDrift;
import dev.ferrule.drift.DriftReport.State;
import dev.ferrule.drift.DriftReport.TemplateDrift;
import dev.ferrule.http.Page;
import dev.ferrule.planning.Planning;
import dev.ferrule.planning.Workflow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who is touched by newer versions of specs: connectors, in their draft as in what templates have pinned. */
@Service
public class Drifts {

    private final Connectors connectors;
    private final ConnectorRevisions revisions;
    private final Templates templates;
    private final Specs specs;
    private final Versions versions;
    private final Comparisons comparisons;
    private final Planning planning;
    private final DraftVersions.Source drafts;
    private final ConnectionsDrift.Source connections;

    Drifts(
            Connectors connectors,
            ConnectorRevisions revisions,
            Templates templates,
            Specs specs,
            Versions versions,
            Comparisons comparisons,
            Planning planning,
            DraftVersions.Source drafts,
            ConnectionsDrift.Source connections) {
        this.connectors = connectors;
        this.revisions = revisions;
        this.templates = templates;
        this.specs = specs;
        this.versions = versions;
        this.comparisons = comparisons;
        this.planning = planning;
        this.drafts = drafts;
        this.connections = connections;
    }

    public DriftReport of(String org, String connectorId) {
        Connector connector = connectors.get(org, connectorId);
        List<Template> users = revisions.templates(org, List.of(connectorId));
        DriftReport report = of(connector, users);
        return report.with(connected(connector, users, report.draft().severity() == Severity.NONE));
    }

    /** @param settled whether there is nothing to upgrade: then what they work with counts, not what they would */
    private ConnectionsDrift connected(Connector connector, List<Template> users, boolean settled) {
        Definition draft = settled
                ? connector.definition()
                : Merging.of(connector.definition(), drafts.of(connector.org(), null), UpgradeForm.NEWEST)
                        .draft();
        return connections.of(
                connector.org(),
                connector.id(),
                draft,
                users,
                template -> settled ? templates.definition(connector, template) : draft);
    }

    /** Every connector in one line, those that nothing touches too. */
    public Page<DriftReport.Line> lines(String org, int limit, @Nullable String cursor) {
        List<Connector> some = revisions.list(org, cursor, Page.checkedLimit(limit) + 1);
        Page<Connector> page = Page.of(some, limit, Connector::id);
        List<String> ids = page.items().stream().map(Connector::id).toList();
        Map<String, List<Template>> users = ids.isEmpty()
                ? Map.of()
                : revisions.templates(org, ids).stream().collect(Collectors.groupingBy(Template::connectorId));
        List<DriftReport.Line> lines = page.items().stream()
                .map(connector -> of(connector, users.getOrDefault(connector.id(), List.of()))
                        .line())
                .toList();
        return new Page<>(lines, page.nextCursor());
    }

    /** Ids of the connectors of that name; two are enough to tell that it is not unique. */
    public List<String> connectorsNamed(String org, String name) {
        return revisions.named(org, name).stream().map(Connector::id).limit(2).toList();
    }

    private DriftReport of(Connector connector, List<Template> users) {
        Targets targets = new Targets(connector.org());
        Map<Integer, State> pinned = new HashMap<>();
        State draft = state(connector.definition(), null, targets);
        List<TemplateDrift> touched = new ArrayList<>();
        for (Template template : users) {
            Integer revision = template.connectorRevision();
            State state = revision == null
                    ? draft
                    : pinned.computeIfAbsent(
                            revision, number -> state(templates.definition(connector, template), number, targets));
            touched.add(template(template, state));
        }
        touched.sort(Comparator.comparing(TemplateDrift::severity).reversed().thenComparing(TemplateDrift::templateId));
        Severity worst = Severity.worst(touched, TemplateDrift::severity);
        return new DriftReport(
                connector.id(),
                connector.definition().name(),
                worst.compareTo(draft.severity()) > 0 ? worst : draft.severity(),
                targets.newest.values().stream().map(Version::of).distinct().toList(),
                draft,
                touched,
                ConnectionsDrift.NONE);
    }

    /** The newest version for each spec that endpoints come from. */
    private final class Targets {

        private final String org;
        private final Map<String, Optional<Spec>> known = new HashMap<>();
        private final Map<String, Spec> newest = new LinkedHashMap<>();

        Targets(String org) {
            this.org = org;
        }

        Optional<Spec> from(String specId) {
            return known.computeIfAbsent(specId, id -> specs.find(org, id));
        }

        Optional<Spec> of(Spec from) {
            Optional<Spec> found = Optional.ofNullable(newest.get(from.apiId()))
                    .or(() -> versions.newest(new ApiKey(org, from.apiId())));
            found.ifPresent(spec -> newest.put(from.apiId(), spec));
            return found;
        }
    }

    private State state(Definition definition, @Nullable Integer revision, Targets targets) {
        Map<String, List<Endpoint>> bySpec = definition.endpoints().stream()
                // What was removed by an earlier upgrade is news to nobody.
                .filter(endpoint -> endpoint.provenance() != null && endpoint.removed() == null)
                .collect(Collectors.groupingBy(Drifts::specId));
        List<EndpointDrift> drifts = new ArrayList<>();
        List<Change> document = new ArrayList<>();
        bySpec.forEach((specId, endpoints) -> targets.from(specId)
                .ifPresent(from -> targets.of(from)
                        .filter(to -> !to.id().equals(from.id()))
                        .ifPresent(to -> drift(from, to, endpoints, drifts, document))));
        drifts.sort(Comparator.comparing(EndpointDrift::severity)
                .reversed()
                .thenComparing(EndpointDrift::path)
                .thenComparing(EndpointDrift::method));
        List<AuthDrift> methods = methods(definition, document);
        Severity worst = Severity.worst(drifts, EndpointDrift::severity);
        Severity all = Severity.worst(document, Change::severity);
        return new State(revision, worst.compareTo(all) > 0 ? worst : all, document, drifts, methods);
    }

    private void drift(
            Spec from, Spec to, List<Endpoint> endpoints, List<EndpointDrift> drifts, List<Change> document) {
        Set<String> keys = new TreeSet<>();
        endpoints.forEach(endpoint -> keys.add(endpoint.method() + " " + endpoint.path()));
        Comparison comparison = comparisons.of(from, to, keys);
        document.addAll(comparison.document());
        Map<String, OperationChange> changes = new HashMap<>();
        comparison.operations().forEach(change -> changes.put(change.key(), change));
        for (Endpoint endpoint : endpoints) {
            OperationChange change = changes.get(endpoint.method() + " " + endpoint.path());
            if (change != null && change.kind() != OperationChange.Kind.ADDED) {
                drifts.add(drift(endpoint, from, change));
            }
        }
    }

    private static EndpointDrift drift(Endpoint endpoint, Spec from, OperationChange change) {
        String movedTo = change.movedTo();
        String place = null;
        if (movedTo != null) {
            int space = movedTo.indexOf(' ');
            place = Endpoint.idOf(movedTo.substring(0, space), movedTo.substring(space + 1));
        }
        return new EndpointDrift(
                endpoint.id(),
                endpoint.method(),
                endpoint.path(),
                from.id(),
                change.kind(),
                change.severity(),
                place,
                change.changes(),
                Advice.of(change, movedTo));
    }

    /** What is said of a security scheme concerns the methods that were found by it. */
    private static List<AuthDrift> methods(Definition definition, List<Change> document) {
        List<AuthDrift> drifts = new ArrayList<>();
        for (AuthMethod method : definition.authMethods()) {
            List<Change> changes = document.stream()
                    .filter(change -> method.evidence().stream()
                            .anyMatch(evidence -> change.pointer().equals(evidence.pointer())))
                    .toList();
            if (!changes.isEmpty()) {
                drifts.add(new AuthDrift(method.id(), Severity.worst(changes, Change::severity), changes));
            }
        }
        return drifts;
    }

    private TemplateDrift template(Template template, State state) {
        List<EndpointDrift> endpoints = state.endpoints().stream()
                .filter(drift -> template.endpointIds().contains(drift.endpointId()))
                .toList();
        List<AuthDrift> methods = state.authMethods().stream()
                .filter(drift -> drift.authMethodId().equals(template.authMethodId()))
                .toList();
        Severity worst = Severity.worst(endpoints, EndpointDrift::severity);
        Severity auth = Severity.worst(methods, AuthDrift::severity);
        Severity severity = worst.compareTo(auth) > 0 ? worst : auth;
        return new TemplateDrift(
                template.id(),
                template.integrationId(),
                template.name(),
                template.connectorRevision(),
                severity,
                endpoints,
                methods,
                mappings(template, endpoints),
                advice(severity, template.connectorRevision()));
    }

    private List<Workflow.Mapping> mappings(Template template, List<EndpointDrift> endpoints) {
        if (endpoints.isEmpty()) {
            return List.of();
        }
        return planning.mappings(template.org(), template.integrationId()).stream()
                .filter(mapping ->
                        endpoints.stream().anyMatch(endpoint -> mapping.touches(endpoint.method(), endpoint.path())))
                .toList();
    }

    private static String advice(Severity severity, @Nullable Integer revision) {
        String way = revision == null
                ? "It follows the draft, so an upgrade of the connector reaches it at once."
                : "It stays at revision " + revision + " until an upgrade names it.";
        return switch (severity) {
            case NONE -> "Nothing that it uses has changed.";
            case DOCUMENTATION, COMPATIBLE -> "Nothing breaks. " + way;
            case UNKNOWN -> "Not everything was compared: try its endpoints. " + way;
            case BREAKING -> "Calls may fail already: see its endpoints. " + way;
        };
    }

    private static String specId(Endpoint endpoint) {
        Endpoint.Provenance provenance = endpoint.provenance();
        return provenance == null ? "" : provenance.specId();
    }
}
