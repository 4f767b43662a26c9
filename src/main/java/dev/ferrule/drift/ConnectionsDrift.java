package dev.ferrule.drift;

import dev.ferrule.connection.AuthMethodChange;
import dev.ferrule.connection.MethodChanges;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Template;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What a newer version means for those who are connected.
 *
 * @param own connections of the organisation, only those that have to change
 * @param endUsers by template, only those of which somebody follows or must log in again
 */
public record ConnectionsDrift(List<Own> own, List<EndUsers> endUsers) {

    static final ConnectionsDrift NONE = new ConnectionsDrift(List.of(), List.of());

    public record Own(String connectionId, String name, String authMethodId, AuthMethodChange change, String advice) {}

    /**
     * @param follow how many go along with their template by what is there, and come back with it
     * @param needLogin how many must connect again
     */
    public record EndUsers(String templateId, int connected, int follow, int needLogin, String advice) {}

    /** Finds them. */
    @Component
    static final class Source {

        private final MethodChanges changes;

        Source(MethodChanges changes) {
            this.changes = changes;
        }

        /** @param definition of a template */
        ConnectionsDrift of(
                String org,
                String connectorId,
                Definition draft,
                List<Template> templates,
                Function<Template, Definition> definition) {
            Map<String, Definition> embedded =
                    templates.stream().filter(Template::embedded).collect(Collectors.toMap(Template::id, definition));
            List<Own> own = changes.touched(org, connectorId, draft).stream()
                    .map(one -> new Own(
                            one.connectionId(),
                            one.name(),
                            one.authMethodId(),
                            one.change(),
                            advice(one.connectionId(), one.change())))
                    .toList();
            List<EndUsers> others = embedded.isEmpty()
                    ? List.of()
                    : changes.endUsers(org, connectorId, embedded).stream()
                            .filter(one -> one.follow() + one.needLogin() > 0)
                            .map(one -> new EndUsers(
                                    one.templateId(),
                                    one.connected(),
                                    one.follow(),
                                    one.needLogin(),
                                    one.needLogin() == 0
                                            ? "Nothing to do: they follow when the template goes there."
                                            : "Let the template use an auth method that the API has, then give those who must"
                                                    + " log in a connect link; until then their connections go on as they were"
                                                    + " made."))
                            .toList();
            return new ConnectionsDrift(own, others);
        }

        private static String advice(String id, AuthMethodChange change) {
            return switch (change) {
                case NONE -> "Nothing to do.";
                case COMPATIBLE -> "Its credentials serve the new state, too: POST /connections/" + id + "/upgrade.";
                case NEEDS_REFRESH ->
                    "It needs a new token, got by what is there: POST /connections/" + id + "/upgrade.";
                case NEEDS_RECONNECT ->
                    "Somebody must log in again or give new credentials; until then it goes on as it was made.";
                case REMOVED ->
                    "The API declares this way in no more: make a connection by another of the connector's auth methods"
                            + " and choose it in the templates; until then it goes on as it was made.";
            };
        }
    }
}
