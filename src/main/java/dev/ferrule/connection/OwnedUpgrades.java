package dev.ferrule.connection;

import dev.ferrule.connection.ConnectionStore.Part;
import dev.ferrule.connection.MethodChanges.EndUsers;
import dev.ferrule.connector.ConnectorRevisions;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Template;
import dev.ferrule.connector.Templates;
import dev.ferrule.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Brings end users' connections along with their template, to a newer state of the connector and back. Nobody can do that
 * by hand for thousands of them, so those that need no person follow; the others go on as they were made.
 */
@Service
public class OwnedUpgrades {

    private static final Logger LOG = LoggerFactory.getLogger(OwnedUpgrades.class);
    private static final int PAGE = 100;

    private final ConnectionStore store;
    private final Upgrades upgrades;
    private final Connectors connectors;
    private final Templates templates;
    private final ConnectorRevisions revisions;
    private final MethodChanges changes;

    OwnedUpgrades(
            ConnectionStore store,
            Upgrades upgrades,
            Connectors connectors,
            Templates templates,
            ConnectorRevisions revisions,
            MethodChanges changes) {
        this.store = store;
        this.upgrades = upgrades;
        this.revisions = revisions;
        this.changes = changes;
        this.connectors = connectors;
        this.templates = templates;
    }

    /** How many of the template's followed it to where it is now. The same again changes nothing. */
    public int follow(String org, Template template) {
        return follow(org, template, connection -> true);
    }

    /** How many end users are connected by that auth method, for each embedded template of the connector. */
    List<EndUsers> touched(String org, String connectorId, String authMethodId) {
        Map<String, Definition> definitions = new HashMap<>();
        for (Template template : embedded(org, connectorId)) {
            definitions.put(template.id(), templates.definition(connectors.get(org, connectorId), template));
        }
        return changes.endUsers(org, connectorId, definitions, madeBy(authMethodId));
    }

    /** Those of all templates of the connector. */
    void followAll(String org, String connectorId, String authMethodId) {
        for (Template template : embedded(org, connectorId)) {
            int unused = follow(org, template, madeBy(authMethodId));
        }
    }

    private List<Template> embedded(String org, String connectorId) {
        return revisions.templates(org, List.of(connectorId)).stream()
                .filter(Template::embedded)
                .toList();
    }

    private static Predicate<StoredConnection> madeBy(String authMethodId) {
        return connection ->
                connection.methods().stream().anyMatch(method -> method.id().equals(authMethodId));
    }

    private int follow(String org, Template template, Predicate<StoredConnection> meant) {
        if (!template.embedded()) {
            return 0;
        }
        Definition definition = templates.definition(connectors.get(org, template.connectorId()), template);
        Part part = new Part(template.connectorId(), null, null, template.id(), null);
        int followed = 0;
        String after = null;
        for (List<StoredConnection> page = store.owned(org, part, after, PAGE);
                !page.isEmpty();
                page = store.owned(org, part, after, PAGE)) {
            for (StoredConnection connection : page) {
                if (meant.test(connection) && tryToFollow(connection, definition, template)) {
                    followed++;
                }
                after = connection.id();
            }
        }
        return followed;
    }

    private boolean tryToFollow(StoredConnection seen, Definition definition, Template template) {
        AuthMethodChange change = AuthMethodChange.of(seen, definition);
        if (!change.follows()) {
            return false;
        }
        try {
            String baseUrl = template.baseUrl() == null ? definition.baseUrl() : template.baseUrl();
            upgrades.follow(seen, definition, baseUrl, change);
            return true;
        } catch (Problem e) {
            // The end user connected anew meanwhile, or left, or an address cannot be read: it goes on as it is.
            LOG.info("An end user's connection to {} did not follow its template: {}", seen.connectorId(), e.code());
            return false;
        }
    }
}
