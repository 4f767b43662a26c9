package dev.ferrule.connector;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Everything that was made, for keeping elsewhere: integrations, their templates, connectors and revisions; no secrets. */
@Service
public class Exports {

    private static final int PAGE = 200;

    private final Integrations integrations;
    private final TemplateStore templates;
    private final ConnectorStore connectors;

    Exports(Integrations integrations, TemplateStore templates, ConnectorStore connectors) {
        this.integrations = integrations;
        this.templates = templates;
        this.connectors = connectors;
    }

    public record Export(
            List<Integration> integrations,
            List<Template> templates,
            List<Connector> connectors,
            List<Revision> revisions) {}

    /** @param integrationId only this one and what it uses; null: everything of the organisation */
    public Export of(String org, @Nullable String integrationId) {
        List<Integration> chosen = integrationId == null ? all(org) : List.of(integrations.get(org, integrationId));
        List<Template> linked = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        for (Integration integration : chosen) {
            linked.addAll(templates.ofIntegration(org, integration.id(), null, Templates.MAX_OF_INTEGRATION));
        }
        linked.forEach(template -> used.add(template.connectorId()));
        List<Connector> needed = integrationId == null ? allConnectors(org) : connectors.all(org, used);
        List<String> revisionIds = new ArrayList<>();
        for (Connector connector : needed) {
            Integer last = connector.publishedRevision();
            for (int number = 1; last != null && number <= last; number++) {
                revisionIds.add(connector.id() + ":" + number);
            }
        }
        return new Export(chosen, linked, needed, connectors.revisions(revisionIds));
    }

    private List<Integration> all(String org) {
        List<Integration> all = new ArrayList<>();
        String after = null;
        do {
            List<Integration> page = integrations.list(org, null, after, PAGE);
            all.addAll(page);
            after = page.size() < PAGE ? null : page.get(PAGE - 1).id();
        } while (after != null);
        return all;
    }

    private List<Connector> allConnectors(String org) {
        List<Connector> all = new ArrayList<>();
        String after = null;
        do {
            List<Connector> page = connectors.list(org, null, after, PAGE);
            all.addAll(page);
            after = page.size() < PAGE ? null : page.get(PAGE - 1).id();
        } while (after != null);
        return all;
    }
}
