package dev.ferrule.enduser;

import dev.ferrule.connection.Check;
import dev.ferrule.connection.ConnectionForm;
import dev.ferrule.connection.OwnedConnections;
import dev.ferrule.connection.OwnedConnections.Needed;
import dev.ferrule.connection.OwnedConnections.Owned;
import dev.ferrule.connection.OwnedConnections.Started;
import dev.ferrule.connection.Owner;
import dev.ferrule.connector.Template;
import dev.ferrule.connector.Templates;
import dev.ferrule.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The connections that end users bring to embedded templates: one for each end user and template. */
@Service
public class EndUserConnections {

    private final EndUsers endUsers;
    private final Activations activations;
    private final Embeddings embeddings;
    private final Templates templates;
    private final OwnedConnections connections;

    EndUserConnections(
            EndUsers endUsers,
            Activations activations,
            Embeddings embeddings,
            Templates templates,
            OwnedConnections connections) {
        this.endUsers = endUsers;
        this.activations = activations;
        this.embeddings = embeddings;
        this.templates = templates;
        this.connections = connections;
    }

    /** What somebody gives to connect; {@code authMethodId} null: the template's. */
    record Wish(
            @Nullable String authMethodId,
            @Nullable String baseUrl,
            @Nullable Map<String, @Nullable String> variables,
            @Nullable Map<String, @Nullable String> credentials) {

        @Override
        public String toString() {
            return "wish";
        }
    }

    /**
     * The id of the connection that calls as this end user go through, for {@code ConnectionCalls}; never hand it out.
     * Otherwise the problem {@code template-not-found}, {@code template-not-embedded}, {@code end-user-not-found}, {@code
     * end-user-not-activated} or {@code end-user-not-connected}.
     */
    public String connectionOf(String org, String templateId, String endUserId) {
        Template template = embedded(org, templateId);
        EndUser endUser = endUsers.get(org, endUserId);
        Activation activation = activations.get(org, template.integrationId(), endUser.id());
        return connections
                .find(org, templateId, endUserId)
                .filter(owned -> owned.owner().activationId().equals(activation.id()))
                .map(owned -> owned.connection().id())
                .orElseThrow(() -> new Problem(
                        Problem.Kind.CONFLICT,
                        "end-user-not-connected",
                        "This end user has not connected to '" + template.name() + "' yet: POST /templates/"
                                + templateId + "/end-users/" + endUserId
                                + "/connection, or give them a connect link."));
    }

    Optional<Owned> find(String org, Template template, String endUserId) {
        return connections.find(org, template.id(), endUserId);
    }

    /** Also while the template is not embedded: it stays, and works again when it is. */
    Owned get(String org, String templateId, String endUserId) {
        var unused = templates.get(org, templateId);
        var alsoUnused = endUsers.get(org, endUserId);
        return connections.find(org, templateId, endUserId).orElseThrow(OwnedConnections::none);
    }

    EmbeddedConnection shown(String org, Owned owned) {
        Template template = templates.get(org, owned.owner().templateId());
        return EmbeddedConnection.of(
                owned,
                methods(org, template),
                connections.change(org, template, owned.owner().endUserId()));
    }

    Owned connect(String org, String templateId, String endUserId, Wish wish) {
        Template template = embedded(org, templateId);
        EndUser endUser = endUsers.get(org, endUserId);
        return connections.connect(
                org, owner(org, template, endUser), template, form(org, template, endUser, wish, wish.credentials()));
    }

    /** @param returnTo a path of this service that the browser comes back to; null: it only shows that it worked */
    Started login(String org, String templateId, String endUserId, Wish wish, String base, @Nullable String returnTo) {
        Template template = embedded(org, templateId);
        EndUser endUser = endUsers.get(org, endUserId);
        return connections.login(
                org, owner(org, template, endUser), template, form(org, template, endUser, wish, null), base, returnTo);
    }

    private Owner owner(String org, Template template, EndUser endUser) {
        Activation activation = activations.get(org, template.integrationId(), endUser.id());
        return new Owner(endUser.id(), template.id(), template.integrationId(), activation.id());
    }

    private ConnectionForm form(
            String org,
            Template template,
            EndUser endUser,
            Wish wish,
            @Nullable Map<String, @Nullable String> credentials) {
        List<String> allowed = methods(org, template);
        String method = wish.authMethodId() == null ? allowed.get(0) : wish.authMethodId();
        if (!allowed.contains(method)) {
            throw Problem.invalid(
                    "/authMethodId", "End users connect to this by one of: " + String.join(", ", allowed) + ".");
        }
        return new ConnectionForm(endUser.name(), method, wish.baseUrl(), wish.variables(), credentials);
    }

    Needed needed(String org, Template template, @Nullable String authMethodId) {
        List<String> allowed = methods(org, template);
        return connections.needed(
                org, template, authMethodId != null && allowed.contains(authMethodId) ? authMethodId : allowed.get(0));
    }

    /** The auth methods that end users may choose from, the template's first; empty when it has none. */
    List<String> methods(String org, Template template) {
        String own = template.authMethodId();
        return own == null
                ? List.of()
                : embeddings.get(org, template.integrationId()).methods(template.id(), own);
    }

    Check check(String org, String templateId, String endUserId) {
        return connections.check(org, templateId, endUserId);
    }

    void remove(String org, String templateId, String endUserId, @Nullable String ifMatch) {
        var unused = get(org, templateId, endUserId);
        if (!connections.remove(org, templateId, endUserId, ifMatch)) {
            throw OwnedConnections.none();
        }
    }

    private Template embedded(String org, String templateId) {
        Template template = templates.get(org, templateId);
        if (!template.embedded()) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "template-not-embedded",
                    "The template '" + template.name() + "' uses a connection of the organisation: PATCH /integrations/"
                            + template.integrationId() + "/templates/" + templateId + " {\"embedded\": true} lets end"
                            + " users bring their own.");
        }
        if (template.authMethodId() == null) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "template-has-no-auth-method",
                    "The template '" + template.name() + "' must say how end users connect: PATCH /integrations/"
                            + template.integrationId() + "/templates/" + templateId + " {\"authMethodId\": …}.");
        }
        return template;
    }
}
