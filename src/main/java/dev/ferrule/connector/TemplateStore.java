package dev.ferrule.connector;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** Keeps templates; no two of one integration and connector have the same name. */
@Repository
class TemplateStore {

    private final MongoTemplate mongo;

    TemplateStore(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(Template.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("integrationId", Sort.Direction.ASC)
                        .on("connectorId", Sort.Direction.ASC)
                        .on("name", Sort.Direction.ASC)
                        .unique()
                        .named("org_integration_connector_name"));
        mongo.indexOps(Template.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("connectorId", Sort.Direction.ASC)
                        .named("org_connector"));
    }

    Optional<Template> find(String org, String id) {
        return Optional.ofNullable(
                mongo.findOne(Query.query(where("_id").is(id).and("org").is(org)), Template.class));
    }

    Template get(String org, String integrationId, String id) {
        return find(org, id)
                .filter(template -> template.integrationId().equals(integrationId))
                .orElseThrow(() -> Problem.notFound("template", id));
    }

    List<Template> ofIntegration(String org, String integrationId, @Nullable String after, int limit) {
        Criteria criteria = where("org").is(org).and("integrationId").is(integrationId);
        if (after != null) {
            criteria = criteria.and("_id").gt(after);
        }
        return mongo.find(Query.query(criteria).with(Sort.by("_id")).limit(limit), Template.class);
    }

    List<Template> ofIntegrations(String org, Collection<String> integrationIds) {
        Criteria criteria = where("org").is(org).and("integrationId").in(integrationIds);
        return mongo.find(Query.query(criteria).with(Sort.by("_id")), Template.class);
    }

    List<Template> ofConnectors(String org, Collection<String> connectorIds) {
        Criteria criteria = where("org").is(org).and("connectorId").in(connectorIds);
        return mongo.find(Query.query(criteria).with(Sort.by("_id")), Template.class);
    }

    List<Template> ofConnector(String org, String connectorId, @Nullable String after, int limit) {
        Criteria criteria = where("org").is(org).and("connectorId").is(connectorId);
        if (after != null) {
            criteria = criteria.and("_id").gt(after);
        }
        return mongo.find(Query.query(criteria).with(Sort.by("_id")).limit(limit), Template.class);
    }

    /** Makes a template. A taken id or name ends in a {@link DuplicateKeyException}. */
    Template insert(Template template) {
        return mongo.insert(template);
    }

    Template save(Template template) {
        return mongo.save(template);
    }

    /** Removes the template in the state that was read, for {@link Retry}. */
    Template remove(Template template) {
        Criteria criteria = where("_id").is(template.id()).and("version").is(template.version());
        return Retry.removed(
                template, mongo.remove(Query.query(criteria), Template.class).getDeletedCount());
    }

    /** Removes a template whose integration or connector went while it was made. */
    void removeOrphan(Template template) {
        mongo.remove(Query.query(where("_id").is(template.id())), Template.class);
    }

    void unlink(String org, String connectionId) {
        Query query = Query.query(where("org").is(org).and("connectionId").is(connectionId));
        mongo.updateMulti(query, new Update().unset("connectionId"), Template.class);
    }

    void removeAll(String org, String integrationId) {
        mongo.remove(Query.query(where("org").is(org).and("integrationId").is(integrationId)), Template.class);
    }
}
