package dev.ferrule.connection;

import dev.ferrule.connection.ConnectionStore.Part;
import dev.ferrule.connector.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/** What a state of a connector, as it is or would be, means for the connections that were made to it. */
@Service
public class MethodChanges {

    private static final int PAGE = 100;

    private final ConnectionStore store;

    MethodChanges(ConnectionStore store) {
        this.store = store;
    }

    /** One of the organisation's own. */
    public record Touched(String connectionId, String name, String authMethodId, AuthMethodChange change) {}

    /**
     * Those of the end users of one template.
     *
     * @param follow how many of them follow their template to that state by what is there
     * @param needLogin how many of them must connect again
     */
    public record EndUsers(String templateId, int connected, int follow, int needLogin) {

        private EndUsers plus(EndUsers other) {
            return new EndUsers(
                    templateId, connected + other.connected, follow + other.follow, needLogin + other.needLogin);
        }
    }

    /** The organisation's own that would have to change. */
    public List<Touched> touched(String org, String connectorId, Definition definition) {
        List<Touched> touched = new ArrayList<>();
        String after = null;
        for (List<StoredConnection> page = store.ofConnector(org, connectorId, after, PAGE);
                !page.isEmpty();
                page = store.ofConnector(org, connectorId, after, PAGE)) {
            for (StoredConnection connection : page) {
                AuthMethodChange change = AuthMethodChange.of(connection, definition);
                if (change != AuthMethodChange.NONE) {
                    touched.add(new Touched(
                            connection.id(),
                            connection.name(),
                            connection.method().id(),
                            change));
                }
                after = connection.id();
            }
        }
        return touched;
    }

    /** @param definitions what each template works with, by its id; others are left out */
    public List<EndUsers> endUsers(String org, String connectorId, Map<String, Definition> definitions) {
        return endUsers(org, connectorId, definitions, connection -> true);
    }

    List<EndUsers> endUsers(
            String org, String connectorId, Map<String, Definition> definitions, Predicate<StoredConnection> meant) {
        Map<String, EndUsers> counts = new TreeMap<>();
        Part part = new Part(connectorId, null, null, null, null);
        String after = null;
        for (List<StoredConnection> page = store.owned(org, part, after, PAGE);
                !page.isEmpty();
                page = store.owned(org, part, after, PAGE)) {
            for (StoredConnection connection : page) {
                String template = Objects.requireNonNull(connection.owner()).templateId();
                Definition definition = definitions.get(template);
                if (definition != null && meant.test(connection)) {
                    AuthMethodChange change = AuthMethodChange.of(connection, definition);
                    counts.merge(
                            template,
                            new EndUsers(template, 1, change.follows() ? 1 : 0, change.needsPerson() ? 1 : 0),
                            EndUsers::plus);
                }
                after = connection.id();
            }
        }
        return List.copyOf(counts.values());
    }
}
