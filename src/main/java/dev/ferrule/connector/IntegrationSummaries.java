package dev.ferrule.connector;

import dev.ferrule.connector.ConnectTab.State;
import dev.ferrule.connector.IntegrationInList.Systems;
import dev.ferrule.connector.LinkedConnections.Standing;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Says of many integrations how their systems stand, with a handful of reads for all of them together. */
@Component
class IntegrationSummaries {

    private final TemplateStore templates;
    private final ConnectorSummaries connectors;
    private final ObjectProvider<LinkedConnections> connections;

    IntegrationSummaries(
            TemplateStore templates, ConnectorSummaries connectors, ObjectProvider<LinkedConnections> connections) {
        this.templates = templates;
        this.connectors = connectors;
        this.connections = connections;
    }

    List<IntegrationInList> of(String org, List<Integration> integrations) {
        List<Template> all = templates.ofIntegrations(
                org, integrations.stream().map(Integration::id).toList());
        Map<String, Map<String, String>> methodTypes = methodTypes(org, all);
        Map<String, Standing> standings = standings(org, all);
        Map<String, List<Template>> byIntegration =
                all.stream().collect(Collectors.groupingBy(Template::integrationId));
        return integrations.stream()
                .map(one -> IntegrationInList.of(
                        one, systems(one, byIntegration.getOrDefault(one.id(), List.of()), methodTypes, standings)))
                .toList();
    }

    private static Systems systems(
            Integration integration,
            List<Template> templates,
            Map<String, Map<String, String>> methodTypes,
            Map<String, Standing> standings) {
        long ready = templates.stream()
                .filter(template -> state(template, methodTypes, standings).isReady())
                .count();
        return new Systems(
                templates.size(),
                templates.size() - (int) ready,
                templates.stream()
                        .limit(IntegrationInList.NAMES)
                        .map(Template::name)
                        .toList(),
                templates.stream()
                        .map(Template::updatedAt)
                        .reduce(integration.updatedAt(), IntegrationSummaries::later));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static State state(
            Template template, Map<String, Map<String, String>> methodTypes, Map<String, Standing> standings) {
        Map<String, String> methods = methodTypes.get(definitionOf(template));
        if (methods == null) {
            return State.CONNECTOR_MISSING;
        }
        String chosen = template.authMethodId();
        String connection = template.connectionId();
        return State.of(
                template,
                chosen == null ? null : methods.get(chosen),
                connection == null ? null : standings.get(connection));
    }

    /** What the template works with: the connector's draft, or the revision that it is pinned to. */
    private static String definitionOf(Template template) {
        Integer pinned = template.connectorRevision();
        return pinned == null ? template.connectorId() : Revision.idOf(template.connectorId(), pinned);
    }

    private Map<String, Map<String, String>> methodTypes(String org, Collection<Template> templates) {
        Map<Boolean, List<String>> byPinned = templates.stream()
                .collect(Collectors.partitioningBy(
                        template -> template.connectorRevision() != null,
                        Collectors.mapping(
                                IntegrationSummaries::definitionOf,
                                Collectors.collectingAndThen(Collectors.toSet(), List::copyOf))));
        Map<String, Map<String, String>> types = new HashMap<>();
        types.putAll(connectors.methodTypes(org, byPinned.getOrDefault(false, List.of())));
        types.putAll(connectors.pinnedMethodTypes(org, byPinned.getOrDefault(true, List.of())));
        return types;
    }

    private Map<String, Standing> standings(String org, Collection<Template> templates) {
        Stream<@Nullable String> named = templates.stream().map(Template::connectionId);
        List<String> ids = named.filter(Objects::nonNull).distinct().toList();
        Map<String, Standing> standings = new HashMap<>();
        if (!ids.isEmpty()) {
            connections.forEach(known -> standings.putAll(known.standings(org, ids)));
        }
        return standings;
    }
}
