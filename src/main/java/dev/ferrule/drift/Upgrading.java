package dev.ferrule.drift;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.ConnectorRevisions;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.connector.Template;
import dev.ferrule.connector.Templates;
import dev.ferrule.drift.Upgrade.Before;
import dev.ferrule.drift.Upgrade.State;
import dev.ferrule.drift.UpgradeResult.Moved;
import dev.ferrule.http.ETags;
import dev.ferrule.problem.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Brings connectors to newer versions of their specs. Written are, in this order: the state before as a revision, the
 * upgrade itself, the draft, its revision, each template, the upgrade's end. Cut short anywhere, the same call goes on from
 * there, and undo goes back from there.
 */
@Service
class Upgrading {

    private final Connectors connectors;
    private final ConnectorRevisions revisions;
    private final Templates templates;
    private final DraftVersions.Source versions;
    private final UpgradeStore store;
    private final Feed feed;

    Upgrading(
            Connectors connectors,
            ConnectorRevisions revisions,
            Templates templates,
            DraftVersions.Source versions,
            UpgradeStore store,
            Feed feed) {
        this.connectors = connectors;
        this.revisions = revisions;
        this.templates = templates;
        this.versions = versions;
        this.store = store;
        this.feed = feed;
    }

    UpgradeResult upgrade(String org, String connectorId, @Nullable String ifMatch, UpgradeForm form) {
        Connector connector = connectors.get(org, connectorId);
        ETags.check(ifMatch, connector.etag(), "connector", connectorId);
        List<Template> named = named(connector, form.named());
        DraftVersions versioned = versions.of(org, form.specId());
        Merge merge = merge(connector.definition(), versioned, form);
        if (form.isDry()) {
            return preview(connector, merge, named, form.follows());
        }
        Optional<Upgrade> cutShort = store.last(org, connectorId).filter(upgrade -> upgrade.state() == State.STARTED);
        if (cutShort.isEmpty() && merge.draft().equals(connector.definition()) && named.isEmpty()) {
            return preview(connector, merge, named, form.follows());
        }
        Upgrade upgrade = store.save(begun(connector, merge, named, cutShort.orElse(null)));
        Connector unused = revisions.revise(
                org, connectorId, now -> merge(now, versioned, form).draft());
        int number = revisions.publish(org, connectorId).number();
        upgrade = store.save(upgrade.with(State.STARTED, number, upgrade.templates(), null));
        List<Moved> moved = new ArrayList<>();
        for (Template template : named) {
            Template before = templates.get(org, template.id());
            Template after = revisions.repin(org, before, number, ids -> followed(ids, merge.moves(), form.follows()));
            moved.add(moved(before, after, merge.draft(), null));
        }
        upgrade = store.save(upgrade.with(State.DONE, number, upgrade.templates(), null));
        feed.upgraded(org, connector, upgrade);
        return result(connector, false, upgrade.id(), merge, upgrade.fromRevision(), number, moved);
    }

    /** Goes on with one that was cut short, or begins: then the draft, if it differs, first becomes a revision to go back to. */
    private Upgrade begun(Connector connector, Merge merge, List<Template> named, @Nullable Upgrade known) {
        List<Before> befores = new ArrayList<>(known == null ? List.of() : known.templates());
        Set<String> there = befores.stream().map(Before::templateId).collect(Collectors.toSet());
        for (Template template : named) {
            if (there.add(template.id())) {
                befores.add(new Before(template.id(), template.connectorRevision(), template.endpointIds()));
            }
        }
        if (known != null) {
            return known.with(State.STARTED, known.toRevision(), befores, null);
        }
        int from = revisions.publish(connector.org(), connector.id()).number();
        return new Upgrade(
                new ObjectId().toHexString(),
                connector.org(),
                connector.id(),
                merge.specIds(),
                from,
                null,
                befores,
                State.STARTED,
                null,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                null);
    }

    /** Takes the last upgrade back: a new revision has what the draft was before, and what people changed since stays. */
    UpgradeResult undo(String org, String connectorId, @Nullable String ifMatch) {
        Connector connector = connectors.get(org, connectorId);
        ETags.check(ifMatch, connector.etag(), "connector", connectorId);
        Upgrade last = store.last(org, connectorId)
                .orElseThrow(() -> new Problem(
                        Problem.Kind.CONFLICT, "nothing-to-undo", "This connector was not upgraded, or went back."));
        Definition before =
                connectors.revision(org, connectorId, last.fromRevision()).definition();
        Integer to = last.toRevision();
        Definition after =
                to == null ? null : connectors.revision(org, connectorId, to).definition();
        Upgrade upgrade = store.save(last.with(State.UNDOING, to, last.templates(), null));
        List<Moved> moved = new ArrayList<>();
        Set<String> needed = new LinkedHashSet<>();
        revisions.templates(org, List.of(connectorId)).stream()
                .filter(template -> template.connectorRevision() == null)
                .forEach(template -> needed.addAll(template.endpointIds()));
        Connector unused =
                revisions.revise(org, connectorId, now -> back(now, before, after == null ? now : after, needed));
        int number = revisions.publish(org, connectorId).number();
        for (Before template : upgrade.templates()) {
            moved.add(back(org, connectorId, template, to, before));
        }
        upgrade = store.save(upgrade.with(State.UNDONE, to, upgrade.templates(), number));
        feed.undone(org, connector, upgrade);
        Merge nothing = new Merge(before, upgrade.specIds(), List.of(), List.of(), Map.of());
        return result(connector, false, upgrade.id(), nothing, upgrade.fromRevision(), number, moved);
    }

    private static Definition back(Definition now, Definition before, Definition after, Set<String> needed) {
        return new Definition(
                now.name(),
                now.domain(),
                Objects.equals(now.baseUrl(), after.baseUrl()) ? before.baseUrl() : now.baseUrl(),
                ThreeWay.list(after.authMethods(), now.authMethods(), before.authMethods(), AuthMethod::id, Set.of()),
                ThreeWay.list(after.endpoints(), now.endpoints(), before.endpoints(), Endpoint::id, needed));
    }

    private Moved back(String org, String connectorId, Before before, @Nullable Integer to, Definition definition) {
        Template template = revisions.templates(org, List.of(connectorId)).stream()
                .filter(one -> one.id().equals(before.templateId()))
                .findFirst()
                .orElse(null);
        if (template == null) {
            return new Moved(before.templateId(), "", to, null, List.of(), List.of(), "It is gone.");
        }
        if (!Objects.equals(template.connectorRevision(), to)) {
            boolean there = Objects.equals(template.connectorRevision(), before.revision());
            return moved(
                    template, template, definition, there ? null : "It was pinned elsewhere since, and stays there.");
        }
        return moved(
                template,
                revisions.repin(org, template, before.revision(), ids -> before.endpointIds()),
                definition,
                null);
    }

    private UpgradeResult preview(Connector connector, Merge merge, List<Template> named, boolean follow) {
        List<Moved> moved = new ArrayList<>();
        for (Template template : named) {
            List<String> ids = followed(template.endpointIds(), merge.moves(), follow);
            moved.add(new Moved(
                    template.id(),
                    template.name(),
                    template.connectorRevision(),
                    null,
                    ids,
                    removed(ids, merge.draft()),
                    null));
        }
        return result(connector, true, null, merge, connector.publishedRevision(), null, moved);
    }

    private static UpgradeResult result(
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
                moved);
    }

    private static Moved moved(Template before, Template after, Definition definition, @Nullable String note) {
        return new Moved(
                after.id(),
                after.name(),
                before.connectorRevision(),
                after.connectorRevision(),
                after.endpointIds(),
                removed(after.endpointIds(), definition),
                note);
    }

    private static List<String> removed(List<String> ids, Definition definition) {
        return ids.stream()
                .filter(id -> definition.endpoint(id).map(Endpoint::removed).isPresent())
                .toList();
    }

    private static List<String> followed(List<String> ids, Map<String, String> moves, boolean follow) {
        return follow
                ? ids.stream().map(id -> moves.getOrDefault(id, id)).distinct().toList()
                : ids;
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

    private static Merge merge(Definition draft, DraftVersions versioned, UpgradeForm form) {
        Merging merging = new Merging(draft, form.follows(), form.theirs());
        versioned.forEach(draft, merging::take);
        return merging.done();
    }
}
