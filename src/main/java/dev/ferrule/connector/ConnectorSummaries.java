package dev.ferrule.connector;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Reads of connectors only what lists show: whole ones are read by the megabyte. */
@Repository
class ConnectorSummaries {

    private static final String METHODS = "definition.authMethods";
    private static final String ENDPOINTS = "definition.endpoints";
    private static final Bson SUMMARY = Projections.include(
            "systemKey",
            "definition.name",
            "definition.domain",
            "definition.baseUrl",
            METHODS + "._id",
            ENDPOINTS + "._id",
            "publishedRevision",
            "draftDiffers",
            "createdAt",
            "updatedAt");
    private static final Bson METHOD_TYPES = Projections.include(METHODS + "._id", METHODS + ".type");

    private final MongoTemplate mongo;

    ConnectorSummaries(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** As {@link ConnectorStore#list}. */
    List<ConnectorInList> list(String org, @Nullable String text, @Nullable String after, int limit) {
        Query query = ConnectorStore.matching(org, text, after);
        return Objects.requireNonNull(mongo.execute(
                Connector.class,
                collection -> collection
                        .find(query.getQueryObject())
                        .projection(SUMMARY)
                        .sort(new Document("_id", 1))
                        .limit(limit)
                        .map(ConnectorSummaries::summary)
                        .into(new ArrayList<>())));
    }

    /** The types of auth methods by their ids, for each connector's draft by its id. */
    Map<String, Map<String, String>> methodTypes(String org, Collection<String> connectorIds) {
        return methodTypes(Connector.class, org, connectorIds);
    }

    /** The same for revisions, by {@link Revision#idOf}. */
    Map<String, Map<String, String>> pinnedMethodTypes(String org, Collection<String> revisionIds) {
        return methodTypes(Revision.class, org, revisionIds);
    }

    private Map<String, Map<String, String>> methodTypes(Class<?> kind, String org, Collection<String> ids) {
        return Objects.requireNonNull(mongo.execute(kind, collection -> {
            Map<String, Map<String, String>> types = new HashMap<>();
            Bson these = Filters.and(Filters.in("_id", ids), Filters.eq("org", org));
            for (Document found : collection.find(these).projection(METHOD_TYPES)) {
                Map<String, String> ofOne = new HashMap<>();
                parts(found, "authMethods")
                        .forEach(method -> ofOne.put(method.getString("_id"), method.getString("type")));
                types.put(found.getString("_id"), ofOne);
            }
            return types;
        }));
    }

    private static ConnectorInList summary(Document found) {
        Document definition = found.get("definition", new Document());
        return new ConnectorInList(
                found.getString("_id"),
                found.getString("systemKey"),
                definition.getString("name"),
                definition.getString("domain"),
                definition.getString("baseUrl"),
                null,
                null,
                parts(found, "authMethods").size(),
                parts(found, "endpoints").size(),
                found.getInteger("publishedRevision"),
                found.getBoolean("draftDiffers", false),
                instant(found, "createdAt"),
                instant(found, "updatedAt"));
    }

    private static List<Document> parts(Document found, String name) {
        return found.get("definition", new Document()).getList(name, Document.class, List.of());
    }

    private static Instant instant(Document found, String name) {
        return found.get(name, new Date(0)).toInstant();
    }
}
