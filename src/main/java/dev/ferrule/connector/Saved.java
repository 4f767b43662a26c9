package dev.ferrule.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one {@link Wanted}.
 *
 * @param templateId null when it was saved without an integration
 * @param revision that the template is pinned to now (without an integration: that was published); null: still a draft
 * @param outcome created when the connector is new, unchanged when nothing at all was written
 * @param endpointIds of what was wanted, in that order
 * @param reasons what changed, in words for a person; empty when unchanged
 */
public record Saved(
        String systemKey,
        String connectorId,
        @Nullable String templateId,
        @Nullable Integer revision,
        Outcome outcome,
        List<String> endpointIds,
        List<String> reasons) {}
