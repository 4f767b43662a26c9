package dev.ferrule.connector;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.http.ETags;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** The templates of integrations: those made by hand, and the one that plans keep for each connector. */
@Service
public class Templates {

    /** So that the Connect tab stays one answer. */
    static final int MAX_OF_INTEGRATION = 200;

    private final TemplateStore store;
    private final ConnectorStore connectors;
    private final Integrations integrations;
    private final ObjectProvider<LinkedConnections> connections;
    private final ObjectProvider<TemplatePart> parts;

    Templates(
            TemplateStore store,
            ConnectorStore connectors,
            Integrations integrations,
            ObjectProvider<LinkedConnections> connections,
            ObjectProvider<TemplatePart> parts) {
        this.parts = parts;
        this.connections = connections;
        this.store = store;
        this.connectors = connectors;
        this.integrations = integrations;
    }

    /** The template, or the problem {@code integration-not-found} or {@code template-not-found}. */
    public Template get(String org, String integrationId, String id) {
        integrations.get(org, integrationId);
        return store.get(org, integrationId, id);
    }

    /** The same where only its own id is known. */
    public Template get(String org, String id) {
        return store.find(org, id).orElseThrow(() -> Problem.notFound("template", id));
    }

    /** The embedded templates of an integration. */
    public List<Template> embedded(String org, String integrationId) {
        integrations.get(org, integrationId);
        return store.ofIntegration(org, integrationId, null, MAX_OF_INTEGRATION).stream()
                .filter(Template::embedded)
                .toList();
    }

    /** What the template works with: its pinned revision, or the draft. */
    public Definition definition(Connector connector, Template template) {
        Integer pinned = template.connectorRevision();
        return pinned == null
                ? connector.definition()
                : connectors.pinned(connector.id(), pinned).definition();
    }

    List<Template> list(String org, String integrationId, @Nullable String after, int limit) {
        integrations.get(org, integrationId);
        return store.ofIntegration(org, integrationId, after, limit);
    }

    /** Makes a template by hand; one that names no auth method gets the recommended one. */
    Template create(Template template) {
        integrations.get(template.org(), template.integrationId());
        Connector connector = connectors.get(template.org(), template.connectorId());
        checkRoom(template);
        Template complete = template;
        if (template.authMethodId() == null) {
            Optional<String> recommended = definition(connector, template).authMethods().stream()
                    .filter(AuthMethod::recommended)
                    .map(AuthMethod::id)
                    .findFirst();
            complete = template.with(
                    template.name(),
                    template.endpointIds(),
                    recommended.orElse(null),
                    template.embedded(),
                    template.baseUrl());
        }
        checkAgainst(connector, complete, List.of());
        try {
            return keepUnlessOrphan(store.insert(complete));
        } catch (DuplicateKeyException e) {
            throw nameTaken(complete);
        }
    }

    Template change(
            String org, String integrationId, String id, @Nullable String ifMatch, UnaryOperator<Template> edit) {
        return Retry.untilSaved(() -> {
            Template template = get(org, integrationId, id);
            ETags.check(ifMatch, template.etag(), "template", id);
            Template changed = edit.apply(template);
            if (changed.equals(template)) {
                return template;
            }
            checkAgainst(connectors.get(org, template.connectorId()), changed, template.endpointIds());
            try {
                return store.save(changed.at(ConnectorStore.now()));
            } catch (DuplicateKeyException e) {
                throw nameTaken(changed);
            }
        });
    }

    /** Chooses the connection of a template; whether it is one of its connector is for the caller to see. */
    public Template link(
            String org,
            String integrationId,
            String id,
            @Nullable String ifMatch,
            @Nullable String connectionId,
            boolean bypassed) {
        return change(org, integrationId, id, ifMatch, template -> template.linked(connectionId, bypassed));
    }

    /** Takes a connection that is gone out of all templates. */
    public void unlink(String org, String connectionId) {
        store.unlink(org, connectionId);
    }

    void remove(String org, String integrationId, String id, @Nullable String ifMatch) {
        Template unused = Retry.untilSaved(() -> {
            Template template = get(org, integrationId, id);
            ETags.check(ifMatch, template.etag(), "template", id);
            return store.remove(template);
        });
        forget(org, id);
    }

    private void forget(String org, String id) {
        connections.forEach(known -> known.forgetTemplate(org, id));
        parts.forEach(part -> part.forgetTemplate(org, id));
    }

    /** The template that plans keep. */
    Optional<Template> planned(String org, String integrationId, String connectorId) {
        return store.find(org, Template.plannedId(integrationId, connectorId));
    }

    void withdraw(String org, String integrationId, String connectorId, List<String> endpointIds) {
        Retry.untilSaved(() -> {
            Template template = planned(org, integrationId, connectorId).orElse(null);
            if (template == null) {
                return Optional.empty();
            }
            Template rest = template.without(endpointIds);
            if (rest.endpointIds().isEmpty() && !rest.embedded() && !rest.isAuthChosenByHand()) {
                return Optional.of(store.remove(template));
            }
            return Optional.of(rest.equals(template) ? template : store.save(rest.at(ConnectorStore.now())));
        });
        if (planned(org, integrationId, connectorId).isEmpty()) {
            forget(org, Template.plannedId(integrationId, connectorId));
        }
    }

    /**
     * Brings the template that plans keep to what is wanted.
     *
     * @param revision to pin it to; null: it stays pinned while its revision has all that is wanted, else it follows the
     *     draft
     * @return the template before (null: it is new) and now
     */
    Change take(Connector connector, String integrationId, Wanted wanted, @Nullable Integer revision) {
        return Retry.untilSaved(() -> {
            Optional<Template> known = planned(connector.org(), integrationId, connector.id());
            if (known.isEmpty()) {
                return new Change(null, insertUnderFreeName(connector, integrationId, wanted, revision));
            }
            Template template = known.get();
            Template changed = template.merge(wanted).pinned(pin(connector, template, wanted, revision));
            return new Change(
                    template, changed.equals(template) ? template : store.save(changed.at(ConnectorStore.now())));
        });
    }

    /** @param before null when the template is new */
    record Change(@Nullable Template before, Template template) {}

    private @Nullable Integer pin(Connector connector, Template template, Wanted wanted, @Nullable Integer revision) {
        if (revision != null || template.connectorRevision() == null) {
            return revision;
        }
        return definition(connector, template).covers(wanted) ? template.connectorRevision() : null;
    }

    private Template insertUnderFreeName(
            Connector connector, String integrationId, Wanted wanted, @Nullable Integer revision) {
        String id = Template.plannedId(integrationId, connector.id());
        Template blank = Template.blank(id, connector.org(), integrationId, connector.id(), ConnectorStore.now());
        checkRoom(blank);
        String url = wanted.usableBaseUrl();
        String ownUrl = url == null || url.equals(connector.definition().baseUrl()) ? null : url;
        Template template = blank.merge(wanted).pinned(revision);
        String name = connector.definition().name();
        for (int number = 1; ; number++) {
            String free = number == 1 ? name : Endpoint.cut(name, 190) + " (" + number + ")";
            try {
                return keepUnlessOrphan(store.insert(
                        template.with(free, template.endpointIds(), template.authMethodId(), false, ownUrl)));
            } catch (DuplicateKeyException e) {
                // Taken is either the id, by another plan at the same moment, or the name, by a template made by hand.
                if (number > MAX_OF_INTEGRATION
                        || store.find(connector.org(), id).isPresent()) {
                    throw e;
                }
            }
        }
    }

    /** Whoever removes a connector or integration looks for templates last; this looks for both last: one of them sees. */
    private Template keepUnlessOrphan(Template template) {
        try {
            integrations.get(template.org(), template.integrationId());
            connectors.get(template.org(), template.connectorId());
            return template;
        } catch (Problem gone) {
            store.removeOrphan(template);
            throw gone;
        }
    }

    private void checkRoom(Template template) {
        int there = store.ofIntegration(template.org(), template.integrationId(), null, MAX_OF_INTEGRATION)
                .size();
        if (there >= MAX_OF_INTEGRATION) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "too-many-templates",
                    "An integration may have " + MAX_OF_INTEGRATION + " templates, and this one has them.");
        }
    }

    /**
     * Refuses what the revision (or draft) that the template works with does not have.
     *
     * @param known endpoints that it had before, which may be gone from the API by now
     */
    private void checkAgainst(Connector connector, Template template, List<String> known) {
        Integer pinned = template.connectorRevision();
        Integer published = connector.publishedRevision();
        if (pinned != null && (published == null || pinned < 1 || pinned > published)) {
            throw Problem.invalid(
                    "/connectorRevision",
                    "The connector has no revision " + pinned + "; "
                            + (published == null ? "none is published yet." : "the newest is " + published + "."));
        }
        Definition definition = definition(connector, template);
        String where = pinned == null ? "the connector's draft" : "revision " + pinned;
        List<Violation> violations = new ArrayList<>();
        for (String id : template.endpointIds()) {
            Optional<Endpoint> endpoint = definition.endpoint(id);
            if (endpoint.isEmpty()) {
                violations.add(new Violation("/endpointIds", "'" + id + "' is no endpoint of " + where + "."));
            } else if (endpoint.get().removed() != null && !known.contains(id)) {
                violations.add(new Violation("/endpointIds", "The API has '" + id + "' no more."));
            }
        }
        String method = template.authMethodId();
        if (method != null && definition.authMethod(method).isEmpty()) {
            violations.add(new Violation("/authMethodId", "'" + method + "' is no auth method of " + where + "."));
        }
        if (!violations.isEmpty()) {
            throw new Problem(
                    Problem.Kind.INVALID, "invalid-request", violations.get(0).message(), violations);
        }
    }

    private static Problem nameTaken(Template template) {
        return new Problem(
                Problem.Kind.CONFLICT,
                "template-exists",
                "This integration has a template '" + template.name() + "' for this connector already.",
                List.of(new Violation("/name", "'" + template.name() + "' is taken.")));
    }
}
