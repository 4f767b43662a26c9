package dev.ferrule.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an upgrade, or the way back, did or would do.
 *
 * @param upgradeId null: nothing was done
 * @param specIds the versions that it goes to; empty when it is on them already
 * @param fromRevision that undo goes back to
 * @param toRevision that was published
 * @param moves endpoints whose operation is in another place now, to those that take or could take theirs
 * @param connected who has to log in again or the like
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UpgradeResult(
        String connectorId,
        boolean dryRun,
        @Nullable String upgradeId,
        List<String> specIds,
        @Nullable Integer fromRevision,
        @Nullable Integer toRevision,
        List<Merge.Step> steps,
        List<Merge.Conflict> conflicts,
        Map<String, String> moves,
        List<Moved> templates,
        ConnectionsDrift connected) {

    /**
     * @param removed its endpoints that the API has no more: calls to them are refused
     * @param endUsersFollowed how many end users' connections went along; null in a preview, where {@code connected} has it
     * @param note why it was not moved; null: it was, or would be
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Moved(
            String templateId,
            String name,
            @Nullable Integer fromRevision,
            @Nullable Integer toRevision,
            List<String> endpointIds,
            List<String> removed,
            @Nullable Integer endUsersFollowed,
            @Nullable String note) {

        Moved followed(int endUsers) {
            return new Moved(templateId, name, fromRevision, toRevision, endpointIds, removed, endUsers, note);
        }
    }
}
