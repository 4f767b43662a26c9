package dev.ferrule.connector;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.http.ETags;
import dev.ferrule.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Service;

/** Keeps integrations. */
@Service
public class Integrations {

    private final MongoTemplate mongo;

    Integrations(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(Integration.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("_id", Sort.Direction.ASC)
                        .named("org_id"));
    }

    /** The integration, or the problem {@code integration-not-found}. */
    public Integration get(String org, String id) {
        Integration found =
                mongo.findOne(Query.query(where("_id").is(id).and("org").is(org)), Integration.class);
        if (found == null) {
            throw Problem.notFound("integration", id);
        }
        return found;
    }

    public Integration create(String org, String name) {
        var now = ConnectorStore.now();
        return mongo.insert(new Integration(new ObjectId().toHexString(), org, name, null, now, now));
    }

    /** The oldest one of exactly this name. */
    public Optional<Integration> named(String org, String name) {
        return mongo
                .find(
                        Query.query(where("org").is(org).and("name").is(name))
                                .with(Sort.by("_id"))
                                .limit(1),
                        Integration.class)
                .stream()
                .findFirst();
    }

    List<Integration> all(String org, Collection<String> ids) {
        return mongo.find(Query.query(where("_id").in(ids).and("org").is(org)), Integration.class);
    }

    List<Integration> list(String org, @Nullable String text, @Nullable String after, int limit) {
        Criteria criteria = where("org").is(org);
        if (after != null) {
            criteria = criteria.and("_id").gt(after);
        }
        if (text != null && !text.isBlank()) {
            criteria = criteria.and("name").regex(Pattern.quote(text.strip()), "i");
        }
        return mongo.find(Query.query(criteria).with(Sort.by("_id")).limit(limit), Integration.class);
    }

    Integration rename(String org, String id, @Nullable String ifMatch, Function<Integration, String> newName) {
        return Retry.untilSaved(() -> {
            Integration integration = get(org, id);
            ETags.check(ifMatch, integration.etag(), "integration", id);
            String name = newName.apply(integration);
            return integration.name().equals(name)
                    ? integration
                    : mongo.save(integration.withName(name, ConnectorStore.now()));
        });
    }

    /** Removes the integration in the state that was read, for {@link Retry}. */
    Integration remove(Integration integration) {
        Criteria criteria = where("_id").is(integration.id()).and("version").is(integration.version());
        return Retry.removed(
                integration,
                mongo.remove(Query.query(criteria), Integration.class).getDeletedCount());
    }
}
