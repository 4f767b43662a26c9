package dev.ferrule.connector;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.ferrule.http.ETags;
import dev.ferrule.problem.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/**
 * Keeps connectors and their revisions. A change reads, changes and saves under the version that was read, and begins
 * again when somebody was faster; first use leans on the unique index of organisation and system.
 */
@Repository
class ConnectorStore {

    private static final String SPEC_OF_ENDPOINT = "definition.endpoints.provenance.specId";

    /** The embedded database answers with at most 48 MB at once; one connector may have several. */
    private static final int BATCH = 5;

    /** Of both kinds, which keeps them within some tens of megabytes. */
    private static final int MOST_ENDPOINTS = 8_000;

    private final MongoTemplate mongo;
    private final Recent<Connector> drafts = new Recent<>(
            MOST_ENDPOINTS, connector -> connector.definition().endpoints().size());
    private final Recent<Revision> revisions = new Recent<>(
            MOST_ENDPOINTS, revision -> revision.definition().endpoints().size());

    ConnectorStore(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(Connector.class)
                .createIndex(byOrgAnd("systemKey").unique().named("org_system"));
        mongo.indexOps(Connector.class).createIndex(byOrgAnd(SPEC_OF_ENDPOINT).named("org_spec"));
        mongo.indexOps(Revision.class).createIndex(byOrgAnd(SPEC_OF_ENDPOINT).named("org_spec"));
    }

    Optional<Connector> find(String org, String id) {
        return Optional.ofNullable(
                mongo.findOne(Query.query(where("_id").is(id).and("org").is(org)), Connector.class));
    }

    Connector get(String org, String id) {
        return find(org, id).orElseThrow(() -> Problem.notFound("connector", id));
    }

    /**
     * As {@link #get}, but the document, which may have megabytes, is read only when it has changed since it was last read
     * here. The version alone would not tell: one that was put back after its removal begins at zero again.
     */
    Connector current(String org, String id) {
        // Past the mapping, which without an entity would take an id that looks like an ObjectId for one.
        Document stamp = mongo.execute(
                Connector.class,
                collection -> collection
                        .find(Filters.and(Filters.eq("_id", id), Filters.eq("org", org)))
                        .projection(Projections.include("version", "updatedAt"))
                        .first());
        if (stamp == null) {
            throw Problem.notFound("connector", id);
        }
        return drafts.get(id + ":" + stamp.get("version") + ":" + stamp.get("updatedAt"), () -> get(org, id));
    }

    Optional<Connector> ofSystem(String org, String systemKey) {
        Criteria criteria = where("org").is(org).and("systemKey").is(systemKey);
        return Optional.ofNullable(mongo.findOne(Query.query(criteria), Connector.class));
    }

    List<Connector> all(String org, Collection<String> ids) {
        Criteria criteria = where("_id").in(ids).and("org").is(org);
        return mongo.find(Query.query(criteria).cursorBatchSize(BATCH), Connector.class);
    }

    /** By id; {@code text} stands in the name, the system's key or the domain. */
    List<Connector> list(String org, @Nullable String text, @Nullable String after, int limit) {
        Query query = matching(org, text, after).with(Sort.by("_id")).limit(limit);
        return mongo.find(query.cursorBatchSize(BATCH), Connector.class);
    }

    static Query matching(String org, @Nullable String text, @Nullable String after) {
        Criteria criteria = where("org").is(org);
        if (after != null) {
            criteria = criteria.and("_id").gt(after);
        }
        if (text != null && !text.isBlank()) {
            String words = Pattern.quote(text.strip());
            criteria = criteria.orOperator(
                    where("definition.name").regex(words, "i"),
                    where("systemKey").regex(words, "i"),
                    where("definition.domain").regex(words, "i"));
        }
        return Query.query(criteria);
    }

    /** Makes a connector; a second one of the same system gets a {@link DuplicateKeyException}. */
    Connector insert(String org, String systemKey, Definition definition) {
        Instant now = now();
        return mongo.insert(new Connector(
                new ObjectId().toHexString(), org, systemKey, definition.checkSize(), null, true, null, now, now));
    }

    /** Changes the draft; an equal draft is not written, so that neither version nor time moves. */
    Connector change(String org, String id, @Nullable String ifMatch, UnaryOperator<Definition> edit) {
        return Retry.untilSaved(() -> {
            Connector connector = get(org, id);
            ETags.check(ifMatch, connector.etag(), "connector", id);
            return save(connector, edit.apply(connector.definition()));
        });
    }

    /** The connector of a system with all that is wanted in its draft, made when it is the first use. */
    Change take(String org, Wanted wanted) {
        return Retry.untilSaved(() -> {
            Optional<Connector> known = ofSystem(org, wanted.systemKey());
            if (known.isEmpty()) {
                return new Change(null, insert(org, wanted.systemKey(), Definition.of(wanted)));
            }
            Connector connector = known.get();
            Connector saved = save(connector, connector.definition().merge(wanted));
            return new Change(connector.definition(), saved);
        });
    }

    /** @param before null when the connector is new */
    record Change(@Nullable Definition before, Connector connector) {}

    private Connector save(Connector connector, Definition draft) {
        if (draft.equals(connector.definition())) {
            return connector;
        }
        Integer published = connector.publishedRevision();
        boolean differs = published == null
                || !pinned(connector.id(), published).definition().equals(draft);
        return mongo.save(connector.withDraft(draft.checkSize(), differs, now()));
    }

    /**
     * Makes the draft a revision, unless the newest one is already equal to it. The revision is written first, then the
     * connector that points to it: after a crash between the two the next call finds the number taken, points to that
     * revision, and makes a further one only if the draft has moved on.
     */
    Revision publish(String org, String id, @Nullable String ifMatch) {
        return Retry.untilSaved(() -> {
            Connector connector = get(org, id);
            ETags.check(ifMatch, connector.etag(), "connector", id);
            return publish(connector);
        });
    }

    private Revision publish(Connector draft) {
        Connector connector = draft;
        while (true) {
            Integer published = connector.publishedRevision();
            if (published != null && !connector.draftDiffers()) {
                return pinned(connector.id(), published);
            }
            int number = published == null ? 1 : published + 1;
            Revision revision = insertOrFind(connector, number);
            boolean differs = !revision.definition().equals(connector.definition());
            connector = mongo.save(connector.withPublished(number, differs, now()));
        }
    }

    private Revision insertOrFind(Connector connector, int number) {
        String id = Revision.idOf(connector.id(), number);
        try {
            return mongo.insert(
                    new Revision(id, connector.org(), connector.id(), number, connector.definition(), now()));
        } catch (DuplicateKeyException taken) {
            return pinned(connector.id(), number);
        }
    }

    /** The revision that something points to. */
    Revision pinned(String connectorId, int number) {
        String id = Revision.idOf(connectorId, number);
        return revisions.get(id, () -> {
            Revision revision = mongo.findById(id, Revision.class);
            if (revision == null) {
                throw Problem.notFound("revision", connectorId + ":" + number);
            }
            return revision;
        });
    }

    /** A published revision; others, and those of other organisations, do not exist. */
    Revision revision(Connector connector, int number) {
        Integer published = connector.publishedRevision();
        if (published == null || number < 1 || number > published) {
            throw Problem.notFound("revision", Integer.toString(number));
        }
        return pinned(connector.id(), number);
    }

    List<Revision> revisions(Collection<String> ids) {
        Query query = Query.query(where("_id").in(ids)).with(Sort.by("number")).cursorBatchSize(BATCH);
        return mongo.find(query, Revision.class);
    }

    /** Removes a connector in the state that was read, for {@link Retry}. */
    Connector remove(Connector connector) {
        Criteria criteria = where("_id").is(connector.id()).and("version").is(connector.version());
        return Retry.removed(
                connector, mongo.remove(Query.query(criteria), Connector.class).getDeletedCount());
    }

    void restore(Connector connector) {
        mongo.insert(connector);
    }

    void removeRevisions(String connectorId) {
        mongo.remove(Query.query(where("connectorId").is(connectorId)), Revision.class);
    }

    /** Connectors whose draft has an endpoint of this spec. */
    List<Connector> draftsWith(String org, String specId) {
        Criteria criteria = where("org").is(org).and(SPEC_OF_ENDPOINT).is(specId);
        return mongo.find(Query.query(criteria).cursorBatchSize(BATCH), Connector.class);
    }

    /** Revisions, pinned or not, that have an endpoint of this spec. */
    List<Revision> revisionsWith(String org, String specId) {
        Criteria criteria = where("org").is(org).and(SPEC_OF_ENDPOINT).is(specId);
        return mongo.find(Query.query(criteria).cursorBatchSize(BATCH), Revision.class);
    }

    private static Index byOrgAnd(String field) {
        return new Index("org", Sort.Direction.ASC).on(field, Sort.Direction.ASC);
    }

    /** In milliseconds, as the database keeps it. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
