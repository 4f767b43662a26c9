package dev.ferrule.enduser;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.connection.OwnedConnections;
import dev.ferrule.connector.Integrations;
import dev.ferrule.connector.Template;
import dev.ferrule.connector.Templates;
import dev.ferrule.http.ETags;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Service;

/** Keeps what organisations allow the end users of their integrations. */
@Service
class Embeddings {

    private static final int MOST_ORIGINS = 20;
    private static final Pattern ORIGIN = Pattern.compile("https?://([a-z0-9.-]{1,253}|\\[[0-9a-f:.]+])(:\\d{1,5})?");
    private static final Pattern RETURN = Pattern.compile("https?://[\\x21-\\x7E&&[^\\\\\"<>^`{|}]]{1,980}");

    private final MongoTemplate mongo;
    private final Integrations integrations;
    private final Templates templates;
    private final OwnedConnections connections;

    Embeddings(MongoTemplate mongo, Integrations integrations, Templates templates, OwnedConnections connections) {
        this.mongo = mongo;
        this.integrations = integrations;
        this.templates = templates;
        this.connections = connections;
    }

    Embedding get(String org, String integrationId) {
        var unused = integrations.get(org, integrationId);
        Embedding found = mongo.findOne(
                Query.query(where("_id").is(integrationId).and("org").is(org)), Embedding.class);
        return found == null ? Embedding.none(org, integrationId) : found;
    }

    /** Replaces all of it. A change that somebody else makes at the same moment ends in {@code stale-version}. */
    Embedding put(
            String org,
            String integrationId,
            @Nullable String ifMatch,
            List<@Nullable String> origins,
            List<Embedding.Choice> choices) {
        Embedding known = get(org, integrationId);
        ETags.check(ifMatch, known.etag(), "embedding", integrationId);
        if (origins.size() > MOST_ORIGINS) {
            throw Problem.invalid("/returnOrigins", "There may be " + MOST_ORIGINS + " origins.");
        }
        List<String> checked = new ArrayList<>();
        for (int i = 0; i < origins.size(); i++) {
            checked.add(checkedOrigin("/returnOrigins/" + i, origins.get(i)));
        }
        for (int i = 0; i < choices.size(); i++) {
            check(org, integrationId, "/templates/" + i, choices.get(i));
        }
        return mongo.save(new Embedding(integrationId, org, checked, List.copyOf(choices), known.version()));
    }

    private void check(String org, String integrationId, String pointer, Embedding.Choice choice) {
        Template template = templates.get(org, integrationId, choice.templateId());
        if (choice.authMethodIds().size() > 20) {
            throw Problem.invalid(pointer + "/authMethodIds", "There may be 20 auth methods.");
        }
        for (String id : choice.authMethodIds()) {
            try {
                var unused = connections.needed(org, template, id);
            } catch (Problem unknown) {
                throw Problem.invalid(pointer + "/authMethodIds", unknown.description());
            }
        }
    }

    private static String checkedOrigin(String pointer, @Nullable String given) {
        String origin = given == null ? "" : given.strip().toLowerCase(Locale.ROOT);
        if (!ORIGIN.matcher(origin).matches()) {
            throw Problem.invalid(
                    pointer, "An origin without a path is needed, such as https://app.northcart.example.");
        }
        return origin(URI.create(origin));
    }

    /** The address to go back to, if its origin is one of those that were allowed. */
    @Nullable
    String checkedReturn(String org, String integrationId, @Nullable String returnTo) {
        if (returnTo == null) {
            return null;
        }
        if (RETURN.matcher(returnTo).matches()) {
            try {
                URI uri = URI.create(returnTo);
                if (uri.getRawUserInfo() == null
                        && uri.getHost() != null
                        && get(org, integrationId).returnOrigins().contains(origin(uri))) {
                    return returnTo;
                }
            } catch (IllegalArgumentException e) {
                throw notAllowed(integrationId);
            }
        }
        throw notAllowed(integrationId);
    }

    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() == (scheme.equals("https") ? 443 : 80) ? -1 : uri.getPort();
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + (port < 0 ? "" : ":" + port);
    }

    private static Problem notAllowed(String integrationId) {
        return Problem.invalid(
                "/returnTo",
                "It must be an http or https address whose origin was allowed before: PUT /integrations/"
                        + integrationId + "/embedding {returnOrigins}.");
    }

    void remove(String org, String integrationId) {
        mongo.remove(Query.query(where("_id").is(integrationId).and("org").is(org)), Embedding.class);
    }
}
