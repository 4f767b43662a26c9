package dev.ferrule.catalogue;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The collection {@code specs}: what is asked for or changes as fields, the rest as packed JSON, because the names of
 * scopes and schemes are keys that MongoDB cannot hold.
 */
@Component
class SpecRows {

    private static final String SPECS = "specs";

    /** Small batches: a reply of the embedded server must stay well below 48 MB. */
    private static final int BATCH = 100;

    private final MongoOperations mongo;
    private final JsonMapper json = CatalogueJson.MAPPER;

    SpecRows(MongoOperations mongo) {
        this.mongo = mongo;
    }

    Optional<StoredSpec> find(String org, String id) {
        Document row = on(specs -> specs.find(eq("_id", id)).first());
        return Optional.ofNullable(row)
                .filter(found -> org.equals(found.getString("org")))
                .map(this::read);
    }

    /** By id, those of these that there are, read only as far as an ingestion tells of them. */
    Map<String, KeptSpec> known(String org, Collection<String> ids) {
        Map<String, KeptSpec> known = new HashMap<>();
        List<String> older = new ArrayList<>();
        on(specs -> {
            Bson fields = include("org", "title", "operations", "createdAt");
            for (Document row : specs.find(in("_id", ids)).projection(fields)) {
                String id = row.getString("_id");
                Integer operations = row.getInteger("operations");
                if (org.equals(row.getString("org")) && operations != null) {
                    Instant createdAt = row.getDate("createdAt").toInstant();
                    known.put(id, new KeptSpec(id, row.getString("title"), operations, createdAt, false));
                } else {
                    older.add(id); // it was written before its count was
                }
            }
            return null;
        });
        older.forEach(id -> find(org, id).ifPresent(stored -> known.put(id, KeptSpec.of(stored.spec(), false))));
        return known;
    }

    /** Of whatever organisation. */
    Optional<StoredSpec> find(String id) {
        Document row = on(specs -> specs.find(eq("_id", id)).first());
        return Optional.ofNullable(row).map(this::read);
    }

    /** For the two methods below, which are for a real server: the embedded one has no such indexes and no neighbours. */
    void indexForNeighbours() {
        on(specs -> specs.createIndex(Indexes.ascending("key")));
        on(specs -> specs.createIndex(Indexes.ascending("org", "apiId")));
    }

    /** The ids of specs that somebody began to write since then. */
    List<String> idsSince(Instant then) {
        return ids(gte("key", String.format(Locale.ROOT, "%08x", then.getEpochSecond())));
    }

    /** The ids of all versions of an API. */
    List<String> idsOf(String org, String apiId) {
        return ids(and(eq("org", org), eq("apiId", apiId)));
    }

    List<String> idsOf(String org) {
        return ids(eq("org", org));
    }

    private List<String> ids(Bson filter) {
        return Objects.requireNonNull(on(specs -> {
            List<String> ids = new ArrayList<>();
            for (Document row : specs.find(filter).projection(include("_id"))) {
                ids.add(row.getString("_id"));
            }
            return ids;
        }));
    }

    /** In the order of their ids, from the one after {@code after} on; {@code words} are looked for in title and host. */
    List<StoredSpec> list(String org, @Nullable String words, @Nullable String after, int most) {
        List<Bson> filters = new ArrayList<>();
        filters.add(eq("org", org));
        if (after != null) {
            filters.add(gt("_id", after));
        }
        for (String word : words == null ? new String[0] : words.strip().split("\\s+")) {
            Pattern pattern = Pattern.compile(Pattern.quote(word), Pattern.CASE_INSENSITIVE);
            filters.add(or(regex("title", pattern), regex("host", pattern)));
        }
        return Objects.requireNonNull(on(specs -> {
            List<StoredSpec> found = new ArrayList<>();
            for (Document row :
                    specs.find(and(filters)).sort(Sorts.ascending("_id")).limit(most)) {
                found.add(read(row));
            }
            return found;
        }));
    }

    /** Every spec of every organisation, in no particular order. */
    void each(Consumer<StoredSpec> visitor) {
        on(specs -> {
            try (MongoCursor<Document> rows = specs.find().batchSize(BATCH).iterator()) {
                rows.forEachRemaining(row -> visitor.accept(read(row)));
            }
            return null;
        });
    }

    /** Those of these that are versions of an API, in no particular order. */
    List<StoredSpec> ofApi(String org, String apiId, Collection<String> ids) {
        return Objects.requireNonNull(on(specs -> {
            List<StoredSpec> found = new ArrayList<>();
            for (Document row : specs.find(in("_id", ids)).batchSize(BATCH)) {
                if (org.equals(row.getString("org")) && apiId.equals(row.getString("apiId"))) {
                    found.add(read(row));
                }
            }
            return found;
        }));
    }

    /** The newest version of every API that has several. */
    Map<ApiKey, String> replaced() {
        Map<ApiKey, String> newest = new HashMap<>();
        Set<ApiKey> several = new HashSet<>();
        on(specs -> {
            for (Document row : specs.find().projection(include("org", "apiId", "current"))) {
                ApiKey api = new ApiKey(row.getString("org"), row.getString("apiId"));
                if (row.getBoolean("current")) {
                    newest.put(api, row.getString("_id"));
                } else {
                    several.add(api);
                }
            }
            return null;
        });
        newest.keySet().retainAll(several);
        return newest;
    }

    boolean isEmpty() {
        return on(specs -> specs.find().limit(1).first()) == null;
    }

    /** Those that are in the database by these very writes; of the others somebody else's write came first. */
    List<StoredSpec> insert(List<StoredSpec> specs) {
        List<Document> documents = specs.stream().map(this::write).toList();
        try {
            on(rows -> rows.insertMany(documents, new InsertManyOptions().ordered(false)));
            return specs;
        } catch (DuplicateKeyException e) {
            return specs.stream().filter(this::isThere).toList();
        }
    }

    private boolean isThere(StoredSpec stored) {
        return find(stored.spec().org(), stored.spec().id())
                .filter(found -> found.key().equals(stored.key()))
                .isPresent();
    }

    private Document write(StoredSpec stored) {
        Spec spec = stored.spec();
        return new Document("_id", spec.id())
                .append("org", spec.org())
                .append("title", spec.title())
                .append("host", spec.host())
                .append("apiId", spec.apiId())
                .append("current", spec.current())
                .append("operations", spec.operationCount())
                .append("createdAt", Date.from(spec.createdAt()))
                .append("key", stored.key())
                .append("bodies", stored.bodies())
                .append("pages", stored.pages())
                .append("json", new Binary(Packed.pack(json.writeValueAsBytes(spec))));
    }

    void place(String id, String apiId, boolean current) {
        on(specs -> specs.updateOne(eq("_id", id), combine(set("apiId", apiId), set("current", current))));
    }

    /** Whether it is the newest of its API as of now; empty when it is gone. */
    Optional<Boolean> isCurrent(String id) {
        Document row = on(specs ->
                specs.find(eq("_id", id)).projection(include("current")).first());
        return Optional.ofNullable(row).map(found -> found.getBoolean("current"));
    }

    long count(String org) {
        return Objects.requireNonNull(on(specs -> specs.countDocuments(eq("org", org))));
    }

    void remove(StoredSpec stored) {
        on(specs -> specs.deleteOne(and(eq("_id", stored.spec().id()), eq("key", stored.key()))));
    }

    private StoredSpec read(Document row) {
        byte[] packed = row.get("json", Binary.class).getData();
        Spec spec = json.readValue(Packed.unpack(packed), Spec.class)
                .as(row.getString("org"), row.getString("apiId"), row.getBoolean("current"));
        return new StoredSpec(spec, row.getString("key"), row.getInteger("bodies"), row.getInteger("pages"));
    }

    private <T> @Nullable T on(SpecsWork<T> work) {
        return mongo.execute(SPECS, work::with);
    }

    private interface SpecsWork<T> {
        @Nullable
        T with(MongoCollection<Document> specs);
    }
}
