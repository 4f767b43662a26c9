package dev.ferrule.connector;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** For whoever brings connectors from one state to another as a whole: drafts, revisions, and who is pinned to which. */
@Service
public class ConnectorRevisions {

    private final ConnectorStore store;
    private final Templates templates;
    private final TemplateStore templateStore;

    ConnectorRevisions(ConnectorStore store, Templates templates, TemplateStore templateStore) {
        this.store = store;
        this.templates = templates;
        this.templateStore = templateStore;
    }

    /** By id, from the one after {@code after} on. */
    public List<Connector> list(String org, @Nullable String after, int limit) {
        return store.list(org, null, after, limit);
    }

    /** Those of exactly this name, the first hundred that hold it. */
    public List<Connector> named(String org, String name) {
        return store.list(org, name, null, 100).stream()
                .filter(connector -> connector.definition().name().equals(name))
                .toList();
    }

    /** The templates of the connectors. */
    public List<Template> templates(String org, Collection<String> connectorIds) {
        return templateStore.ofConnectors(org, connectorIds);
    }

    /** Changes the draft, perhaps more than once, until nobody else was faster; one that stays equal is not written. */
    public Connector revise(String org, String id, UnaryOperator<Definition> edit) {
        return store.change(org, id, null, edit);
    }

    /** Makes the draft a revision, unless the newest one is equal to it. */
    public Revision publish(String org, String id) {
        return store.publish(org, id, null);
    }

    /** Pins a template to a revision (null: it follows the draft), with other endpoints, all of which must be there. */
    public Template repin(
            String org, Template template, @Nullable Integer revision, UnaryOperator<List<String>> endpointIds) {
        return templates.change(
                org,
                template.integrationId(),
                template.id(),
                null,
                now -> now.with(
                                now.name(),
                                endpointIds.apply(now.endpointIds()),
                                now.authMethodId(),
                                now.embedded(),
                                now.baseUrl())
                        .pinned(revision));
    }

    /** The base URL that a connector takes from a server of a spec; null: nothing usable. */
    public static @Nullable String baseUrl(@Nullable String server, @Nullable String host) {
        return BaseUrl.fromSpec(server, host);
    }
}
