package dev.ferrule.connector;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.connector.ConnectorStore.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Where plans become connectors. {@link #save} puts what is wanted into drafts, so that it can be tried; {@link #build}
 * publishes. Both take the systems one after the other, and for each the connector before its template: a crash leaves at
 * worst a connector with more endpoints than templates use, or a revision that nobody has pinned, and the next call with
 * the same plan goes on from there.
 */
@Service
public class Connectors {

    private static final int FEW = 20;

    private final ConnectorStore store;
    private final Templates templates;
    private final TemplateStore templateStore;
    private final Integrations integrations;

    Connectors(ConnectorStore store, Templates templates, TemplateStore templateStore, Integrations integrations) {
        this.store = store;
        this.templates = templates;
        this.templateStore = templateStore;
        this.integrations = integrations;
    }

    /** The connector, or the problem {@code connector-not-found}. */
    public Connector get(String org, String id) {
        return store.current(org, id);
    }

    /** Empty when there is none of that id. */
    public Optional<Connector> find(String org, String id) {
        return store.find(org, id);
    }

    /** Some whose name, system or domain holds the text. */
    public List<Connector> called(String org, String text) {
        return store.list(org, text, null, FEW);
    }

    /** What an integration uses: its templates, each with its connector. */
    public List<Used> usedBy(String org, String integrationId) {
        List<Template> all = templateStore.ofIntegration(org, integrationId, null, Templates.MAX_OF_INTEGRATION);
        List<String> ids = all.stream().map(Template::connectorId).distinct().toList();
        Map<String, Connector> byId =
                store.all(org, ids).stream().collect(Collectors.toMap(Connector::id, connector -> connector));
        List<Used> used = new ArrayList<>();
        for (Template template : all) {
            Connector connector = byId.get(template.connectorId());
            if (connector != null) {
                used.add(new Used(template, connector));
            }
        }
        return used;
    }

    /** A connector and what an integration takes of it. */
    public record Used(Template template, Connector connector) {}

    /** The connector of a system, when it was used before. */
    public Optional<Connector> ofSystem(String org, String systemKey) {
        return store.ofSystem(org, systemKey);
    }

    /** A published revision, or the problem {@code revision-not-found}. */
    public Revision revision(String org, String connectorId, int number) {
        return store.revision(store.get(org, connectorId), number);
    }

    /**
     * Adds what is wanted to the drafts of the central connectors, made on first use, and to the integration's templates.
     * A template whose pinned revision lacks something follows the draft from here until it is built.
     */
    public List<Saved> save(String org, @Nullable String integrationId, List<Wanted> systems) {
        check(org, integrationId, systems);
        return systems.stream()
                .map(wanted -> {
                    Change change = store.take(org, wanted);
                    Report report = new Report(wanted, change);
                    Integer pinned = integrationId == null
                            ? null
                            : report.add(templates.take(change.connector(), integrationId, wanted, null));
                    return report.saved(change.before() == null, pinned);
                })
                .toList();
    }

    /**
     * Publishes what is wanted and pins the integration's templates to it. Where the pinned revision has it all already,
     * nothing is written: building the same plan twice is building it once, and other templates stay where they are.
     */
    public List<Saved> build(String org, @Nullable String integrationId, List<Wanted> systems) {
        check(org, integrationId, systems);
        return systems.stream()
                .map(wanted -> built(org, integrationId, wanted).orElseGet(() -> build(org, integrationId, wanted)))
                .toList();
    }

    /**
     * Takes endpoints that are no longer planned out of the integration's template; with the last of them goes the
     * template, unless somebody has made it theirs. The connector stays as it is.
     */
    public void withdraw(String org, String integrationId, String systemKey, List<String> endpointIds) {
        store.ofSystem(org, systemKey)
                .ifPresent(connector -> templates.withdraw(org, integrationId, connector.id(), endpointIds));
    }

    /** What was found out about a connector's auth methods since it was made; those that others added meanwhile stay. */
    public void learn(String org, String connectorId, List<AuthMethod> methods) {
        Connector unused = store.change(org, connectorId, null, definition -> {
            List<String> known = methods.stream().map(AuthMethod::id).toList();
            return definition.withAuthMethods(Stream.concat(
                            methods.stream(),
                            definition.authMethods().stream().filter(method -> !known.contains(method.id())))
                    .toList());
        });
    }

    private Saved build(String org, @Nullable String integrationId, Wanted wanted) {
        Change change = store.take(org, wanted);
        Report report = new Report(wanted, change);
        Integer before = change.connector().publishedRevision();
        Revision revision = store.publish(org, change.connector().id(), null);
        if (before == null || before < revision.number()) {
            report.reasons.add("published revision " + revision.number());
        }
        if (integrationId != null) {
            Connector published = store.get(org, change.connector().id());
            Integer unused = report.add(templates.take(published, integrationId, wanted, revision.number()));
        }
        return report.saved(before == null, revision.number());
    }

    /** What there is to say when everything was built before. */
    private Optional<Saved> built(String org, @Nullable String integrationId, Wanted wanted) {
        Connector connector = store.ofSystem(org, wanted.systemKey()).orElse(null);
        if (connector == null) {
            return Optional.empty();
        }
        Template template = integrationId == null
                ? null
                : templates.planned(org, integrationId, connector.id()).orElse(null);
        if (integrationId != null
                && (template == null || !template.merge(wanted).equals(template))) {
            return Optional.empty();
        }
        Integer number = template == null ? connector.publishedRevision() : template.connectorRevision();
        if (number == null || !store.pinned(connector.id(), number).definition().covers(wanted)) {
            return Optional.empty();
        }
        return Optional.of(new Saved(
                wanted.systemKey(),
                connector.id(),
                template == null ? null : template.id(),
                number,
                Outcome.UNCHANGED,
                wanted.endpointIds(),
                List.of()));
    }

    /** Everything that can be refused is refused before the first write. */
    private void check(String org, @Nullable String integrationId, List<Wanted> systems) {
        if (integrationId != null) {
            integrations.get(org, integrationId);
        }
        systems.forEach(wanted -> Definition.of(wanted).checkSize());
    }

    /** Whether a spec must stay, because a connector needs it. */
    public boolean usesSpec(String org, String specId) {
        return !usersOfSpec(org, specId).isEmpty();
    }

    /**
     * The connectors that need a spec: for their draft, their newest revision, or one that a template has pinned. Older
     * revisions that nobody has pinned do not count.
     */
    public List<Connector> usersOfSpec(String org, String specId) {
        Map<String, Connector> users = new LinkedHashMap<>();
        store.draftsWith(org, specId).forEach(connector -> users.put(connector.id(), connector));
        List<Revision> revisions = store.revisionsWith(org, specId).stream()
                .filter(revision -> !users.containsKey(revision.connectorId()))
                .toList();
        Set<String> ids = revisions.stream().map(Revision::connectorId).collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return List.copyOf(users.values());
        }
        Set<String> needed = templateStore.ofConnectors(org, ids).stream()
                .filter(template -> !template.followsDraft())
                .map(template -> template.connectorId() + ":" + template.connectorRevision())
                .collect(Collectors.toSet());
        List<Connector> connectors = store.all(org, ids);
        connectors.forEach(connector -> needed.add(connector.id() + ":" + connector.publishedRevision()));
        Set<String> using = revisions.stream()
                .filter(revision -> needed.contains(revision.id()))
                .map(Revision::connectorId)
                .collect(Collectors.toSet());
        connectors.stream().filter(c -> using.contains(c.id())).forEach(c -> users.put(c.id(), c));
        return List.copyOf(users.values());
    }

    /** Gathers what was done for one system, in words. */
    private static final class Report {

        private final Wanted wanted;
        private final String connectorId;
        private final List<String> reasons = new ArrayList<>();
        private @Nullable String templateId;

        Report(Wanted wanted, Change change) {
            this.wanted = wanted;
            this.connectorId = change.connector().id();
            Definition now = change.connector().definition();
            if (change.before() == null) {
                reasons.add("made the connector '" + now.name() + "'");
            } else {
                reasons.addAll(now.changesSince(change.before()));
            }
        }

        /** Returns the revision that the template is pinned to now. */
        @Nullable
        Integer add(Templates.Change change) {
            Template before = change.before();
            Template now = change.template();
            templateId = now.id();
            if (before == null) {
                reasons.add("made the template '" + now.name() + "'");
                return now.connectorRevision();
            }
            if (!before.endpointIds().equals(now.endpointIds())) {
                reasons.add("the template has " + now.endpointIds().size() + " endpoints, before "
                        + before.endpointIds().size());
            }
            if (now.authMethodId() != null && !now.authMethodId().equals(before.authMethodId())) {
                reasons.add("the template uses " + now.authMethodId());
            }
            Integer pinned = now.connectorRevision();
            if (pinned != null && !pinned.equals(before.connectorRevision())) {
                reasons.add("the template is pinned to revision " + pinned);
            } else if (pinned == null && before.connectorRevision() != null) {
                reasons.add("the template follows the draft, no longer revision " + before.connectorRevision());
            }
            return pinned;
        }

        Saved saved(boolean created, @Nullable Integer revision) {
            Outcome outcome = created ? Outcome.CREATED : reasons.isEmpty() ? Outcome.UNCHANGED : Outcome.UPDATED;
            return new Saved(
                    wanted.systemKey(), connectorId, templateId, revision, outcome, wanted.endpointIds(), reasons);
        }
    }
}
