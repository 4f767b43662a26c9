package dev.ferrule.drift;

import dev.ferrule.connection.OwnedUpgrades;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.ConnectorRevisions;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Template;
import dev.ferrule.connector.Templates;
import dev.ferrule.drift.Upgrade.Before;
import dev.ferrule.drift.Upgrade.State;
import dev.ferrule.drift.UpgradeResult.Moved;
import dev.ferrule.http.ETags;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Brings connectors to newer versions of their specs. Written are, in this order: that it begins, the state before as a
 * revision, which revision that is, the draft, its revision, each template and its end users' connections, the end. Cut short anywhere, the same call goes
 * on from there, and undo goes back from there; a second one meanwhile is refused.
 */
@Service
public class Upgrading {

    private final Connectors connectors;
    private final ConnectorRevisions revisions;
    private final Templates templates;
    private final DraftVersions.Source versions;
    private final UpgradeStore store;
    private final Feed feed;
    private final ConnectionsDrift.Source connections;
    private final OwnedUpgrades endUsers;

    Upgrading(
            Connectors connectors,
            ConnectorRevisions revisions,
            Templates templates,
            DraftVersions.Source versions,
            UpgradeStore store,
            Feed feed,
            ConnectionsDrift.Source connections,
            OwnedUpgrades endUsers) {
        this.connectors = connectors;
        this.revisions = revisions;
        this.templates = templates;
        this.versions = versions;
        this.store = store;
        this.feed = feed;
        this.connections = connections;
        this.endUsers = endUsers;
    }

    /** @param ifMatch the connector's; null: whatever it is */
    public UpgradeResult upgrade(String org, String connectorId, @Nullable String ifMatch, UpgradeForm form) {
        Connector connector = connectors.get(org, connectorId);
        ETags.check(ifMatch, connector.etag(), "connector", connectorId);
        if (form.isDry()) {
            Merge merge = Merging.of(connector.definition(), versions.of(org, form.specId()), form);
            return preview(connector, merge, named(connector, form.named()), form.follows());
        }
        Upgrade open = store.last(org, connectorId)
                .filter(last -> last.state().isHalfDone())
                .orElse(null);
        if (open == null) {
            return upgrade(connector, ifMatch, store.begin(org, connectorId, form.kept()), form);
        }
        UpgradeForm begun = open.form() == null ? form : open.form();
        if (open.state() == State.UNDOING || !form.says(begun)) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "upgrade-not-finished",
                    open.state() == State.UNDOING
                            ? "Taking the last upgrade back was cut short: POST upgrade/undo finishes that first."
                            : "Another upgrade was cut short: POST upgrade with {} finishes it, upgrade/undo takes it back.");
        }
        return upgrade(connector, ifMatch, store.take(open), begun);
    }

    private UpgradeResult upgrade(Connector read, @Nullable String ifMatch, Upgrade leased, UpgradeForm form) {
        Upgrade upgrade = leased;
        String org = read.org();
        try {
            // Read again, now that nobody else has it in hand.
            Connector connector = connectors.get(org, read.id());
            ETags.check(ifMatch, connector.etag(), "connector", read.id());
            List<Template> named = named(connector, form.named());
            DraftVersions versioned = versions.of(org, form.specId());
            Merge merge = Merging.of(connector.definition(), versioned, form);
            if (upgrade.fromRevision() == 0) {
                if (TemplateMoves.isSettled(connector, merge, named, form.follows())) {
                    store.drop(upgrade);
                    return preview(connector, merge, named, form.follows());
                }
                int from = revisions.publish(org, connector.id()).number();
                upgrade = store.save(upgrade.from(from, merge.specIds(), TemplateMoves.befores(named)));
            }
            Connector unused = revisions.revise(
                    org, connector.id(), now -> Merging.of(now, versioned, form).draft());
            int number = revisions.publish(org, connector.id()).number();
            upgrade = store.save(upgrade.with(State.STARTED, number, upgrade.templates(), null));
            List<Moved> moved = new ArrayList<>();
            for (Template template : named) {
                Template before = templates.get(org, template.id());
                Template after = revisions.repin(
                        org, before, number, ids -> TemplateMoves.followed(ids, merge.moves(), form.follows()));
                moved.add(
                        TemplateMoves.moved(before, after, merge.draft(), null).followed(endUsers.follow(org, after)));
            }
            followUnpinned(connector);
            upgrade = store.save(upgrade.with(State.DONE, number, upgrade.templates(), null));
            store.prune(org, connector.id());
            feed.upgraded(org, connector, upgrade);
            return result(connector, false, upgrade.id(), merge, upgrade.fromRevision(), number, moved);
        } catch (RuntimeException e) {
            letGo(upgrade);
            throw e;
        }
    }

    private void letGo(Upgrade upgrade) {
        if (upgrade.fromRevision() == 0) {
            store.drop(upgrade);
        } else {
            store.giveBack(upgrade);
        }
    }

    /** Takes the last upgrade back: a new revision has what the draft was before, and what people changed since stays. */
    public UpgradeResult undo(String org, String connectorId, @Nullable String ifMatch) {
        Connector connector = connectors.get(org, connectorId);
        ETags.check(ifMatch, connector.etag(), "connector", connectorId);
        Upgrade last = store.last(org, connectorId)
                .orElseThrow(() -> new Problem(
                        Problem.Kind.CONFLICT, "nothing-to-undo", "This connector was not upgraded, or went back."));
        boolean untouched = last.fromRevision() == 0;
        Upgrade upgrade =
                store.take(untouched ? last : last.with(State.UNDOING, last.toRevision(), last.templates(), null));
        try {
            return undo(connector, upgrade);
        } catch (RuntimeException e) {
            store.giveBack(store.last(org, connectorId).orElse(upgrade));
            throw e;
        }
    }

    private UpgradeResult undo(Connector connector, Upgrade taken) {
        Upgrade upgrade = taken;
        String org = connector.org();
        String connectorId = connector.id();
        if (upgrade.fromRevision() == 0) {
            store.drop(upgrade);
            Merge nothing = new Merge(connector.definition(), List.of(), List.of(), List.of(), Map.of());
            return result(connector, false, upgrade.id(), nothing, null, null, List.of());
        }
        Definition before =
                connectors.revision(org, connectorId, upgrade.fromRevision()).definition();
        Integer to = upgrade.toRevision();
        Definition after =
                to == null ? null : connectors.revision(org, connectorId, to).definition();
        List<Moved> moved = new ArrayList<>();
        Set<String> needed = new LinkedHashSet<>();
        revisions.templates(org, List.of(connectorId)).stream()
                .filter(template -> template.connectorRevision() == null)
                .forEach(template -> needed.addAll(template.endpointIds()));
        Connector unused = revisions.revise(
                org, connectorId, now -> ThreeWay.back(now, before, after == null ? now : after, needed));
        int number = revisions.publish(org, connectorId).number();
        for (Before template : upgrade.templates()) {
            moved.add(back(org, connectorId, template, to, before));
        }
        followUnpinned(connector);
        upgrade = store.save(upgrade.with(State.UNDONE, to, upgrade.templates(), number));
        feed.undone(org, connector, upgrade);
        Merge nothing = new Merge(before, upgrade.specIds(), List.of(), List.of(), Map.of());
        return result(connector, false, upgrade.id(), nothing, upgrade.fromRevision(), number, moved);
    }

    private Moved back(String org, String connectorId, Before before, @Nullable Integer to, Definition definition) {
        Template template = revisions.templates(org, List.of(connectorId)).stream()
                .filter(one -> one.id().equals(before.templateId()))
                .findFirst()
                .orElse(null);
        if (template == null) {
            return new Moved(before.templateId(), "", to, null, List.of(), List.of(), null, "It is gone.");
        }
        if (!Objects.equals(template.connectorRevision(), to)) {
            boolean there = Objects.equals(template.connectorRevision(), before.revision());
            return TemplateMoves.moved(
                    template, template, definition, there ? null : "It was pinned elsewhere since, and stays there.");
        }
        Template back = revisions.repin(org, template, before.revision(), ids -> before.endpointIds());
        return TemplateMoves.moved(template, back, definition, null).followed(endUsers.follow(org, back));
    }

    /** Templates that are pinned nowhere are where the draft is. */
    private void followUnpinned(Connector connector) {
        for (Template template : revisions.templates(connector.org(), List.of(connector.id()))) {
            if (template.connectorRevision() == null) {
                int unused = endUsers.follow(connector.org(), template);
            }
        }
    }

    private UpgradeResult preview(Connector connector, Merge merge, List<Template> named, boolean follow) {
        List<Moved> moved = new ArrayList<>();
        for (Template template : named) {
            List<String> ids = TemplateMoves.followed(template.endpointIds(), merge.moves(), follow);
            moved.add(new Moved(
                    template.id(),
                    template.name(),
                    template.connectorRevision(),
                    null,
                    ids,
                    TemplateMoves.removed(ids, merge.draft()),
                    null,
                    null));
        }
        return result(connector, true, null, merge, connector.publishedRevision(), null, moved);
    }

    private UpgradeResult result(
            Connector connector,
            boolean dry,
            @Nullable String id,
            Merge merge,
            @Nullable Integer from,
            @Nullable Integer to,
            List<Moved> moved) {
        return new UpgradeResult(
                connector.id(),
                dry,
                id,
                merge.specIds(),
                from,
                to,
                merge.steps(),
                merge.conflicts(),
                merge.moves(),
                moved,
                connections.of(
                        connector.org(),
                        connector.id(),
                        merge.draft(),
                        revisions.templates(connector.org(), List.of(connector.id())),
                        template -> merge.draft()));
    }

    private List<Template> named(Connector connector, List<String> ids) {
        List<Template> named = new ArrayList<>();
        for (String id : ids) {
            Template template = templates.get(connector.org(), id);
            if (!template.connectorId().equals(connector.id())) {
                throw Problem.invalid("/templates", "The template '" + id + "' belongs to another connector.");
            }
            named.add(template);
        }
        return named;
    }
}
