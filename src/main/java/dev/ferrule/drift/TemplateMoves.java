package dev.ferrule.drift;

import dev.ferrule.connector.Connector;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.connector.Template;
import dev.ferrule.drift.Upgrade.Before;
import dev.ferrule.drift.UpgradeResult.Moved;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of templates that go along with an upgrade. */
final class TemplateMoves {

    private TemplateMoves() {}

    static List<Before> befores(List<Template> named) {
        return named.stream()
                .map(template -> new Before(template.id(), template.connectorRevision(), template.endpointIds()))
                .toList();
    }

    /** Whether it would change nothing, so that the same call again is no second upgrade. */
    static boolean isSettled(Connector connector, Merge merge, List<Template> named, boolean follow) {
        return merge.draft().equals(connector.definition())
                && named.stream()
                        .allMatch(template -> !connector.draftDiffers()
                                && Objects.equals(template.connectorRevision(), connector.publishedRevision())
                                && followed(template.endpointIds(), merge.moves(), follow)
                                        .equals(template.endpointIds()));
    }

    static Moved moved(Template before, Template after, Definition definition, @Nullable String note) {
        return new Moved(
                after.id(),
                after.name(),
                before.connectorRevision(),
                after.connectorRevision(),
                after.endpointIds(),
                removed(after.endpointIds(), definition),
                null,
                note);
    }

    static List<String> removed(List<String> ids, Definition definition) {
        return ids.stream()
                .filter(id -> definition.endpoint(id).map(Endpoint::removed).isPresent())
                .toList();
    }

    static List<String> followed(List<String> ids, Map<String, String> moves, boolean follow) {
        return follow
                ? ids.stream().map(id -> moves.getOrDefault(id, id)).distinct().toList()
                : ids;
    }
}
