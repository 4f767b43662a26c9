package dev.ferrule.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What Ferrule relies on in a database: true of the server that MONGODB_URI names, else of the embedded one. */
@SpringBootTest(classes = StoreConfiguration.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ImportAutoConfiguration({MongoAutoConfiguration.class, DataMongoAutoConfiguration.class})
class StoreContractTest {

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void dataFolder(DynamicPropertyRegistry registry) {
        registry.add("ferrule.data-dir", folder::toString);
    }

    @Autowired
    MongoTemplate mongo;

    @Autowired
    MongoClient client;

    @Document // without it Spring Data makes no index
    @CompoundIndex(def = "{'org': 1, 'name': 1}", unique = true)
    record Thing(
            @Id String id,
            @Version @Nullable Long version,
            String org,
            String name,
            @Indexed(unique = true, sparse = true) @Nullable String key,
            List<String> tags) {

        static Thing named(String name) {
            return new Thing(new ObjectId().toHexString(), null, "acme", name, null, List.of());
        }

        Thing withKey(@Nullable String key) {
            return new Thing(id, version, org, name, key, tags);
        }
    }

    record Blob(@Id String id, Binary bytes) {}

    @AfterEach
    void forget() {
        mongo.remove(new Query(), Thing.class);
        mongo.remove(new Query(), Blob.class);
        mongo.remove(new Query(), "counters");
    }

    @Test
    void compoundUniqueIndexRefusesTheSecondOnlyWhenAllItsFieldsAreEqual() {
        Thing first = mongo.insert(Thing.named("a"));
        mongo.insert(new Thing(new ObjectId().toHexString(), null, "other", "a", null, List.of()));
        assertThatThrownBy(() -> mongo.insert(Thing.named("a"))).isInstanceOf(DuplicateKeyException.class);
        assertThat(mongo.findById(first.id(), Thing.class)).isEqualTo(first);
    }

    @Test
    void sparseUniqueIndexLetsManyDocumentsBeWithoutTheField() {
        mongo.insert(Thing.named("a"));
        mongo.insert(Thing.named("b"));
        mongo.insert(Thing.named("c").withKey("k"));
        assertThatThrownBy(() -> mongo.insert(Thing.named("d").withKey("k"))).isInstanceOf(DuplicateKeyException.class);
        assertThat(mongo.count(new Query(), Thing.class)).isEqualTo(3);
    }

    @Test
    void uniqueFieldOfARemovedDocumentIsFreeAgain() {
        Thing thing = mongo.insert(Thing.named("a").withKey("k"));
        mongo.remove(thing);
        assertThat(mongo.insert(Thing.named("a").withKey("k")).version()).isZero();
    }

    @Test
    void saveOfAStaleVersionIsRefusedAndChangesNothing() {
        Thing read = mongo.insert(Thing.named("a"));
        Thing saved = mongo.save(read.withKey("mine"));
        assertThat(saved.version()).isEqualTo(1);
        assertThatThrownBy(() -> mongo.save(read.withKey("theirs")))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(mongo.findById(read.id(), Thing.class)).isEqualTo(saved);
    }

    @Test
    void ofManySimultaneousSavesOfOneVersionExactlyOneSucceeds() throws Exception {
        Thing read = mongo.insert(Thing.named("a"));
        List<Boolean> saved = atOnce(16, n -> {
            try {
                mongo.save(read.withKey("k" + n));
                return true;
            } catch (OptimisticLockingFailureException e) {
                return false;
            }
        });
        assertThat(saved).containsOnlyOnce(true);
    }

    @Test
    void upsertInsertsOnceAndThenUpdates() {
        Query byName = Query.query(Criteria.where("org").is("acme").and("name").is("a"));
        Update update = new Update().setOnInsert("_id", "one").addToSet("tags", "x");
        assertThat(mongo.upsert(byName, update, Thing.class).getUpsertedId()).isNotNull();
        assertThat(mongo.upsert(byName, new Update().addToSet("tags", "y"), Thing.class)
                        .getMatchedCount())
                .isOne();
        assertThat(mongo.findOne(byName, Thing.class).tags()).containsExactly("x", "y");
    }

    @Test
    void hundredSimultaneousUpsertsOfOneKeyMakeOneDocument() throws Exception {
        Query byName = Query.query(Criteria.where("org").is("acme").and("name").is("a"));
        atOnce(100, n -> {
            Update update = new Update().setOnInsert("_id", "id" + n).setOnInsert("tags", List.of());
            try {
                return mongo.upsert(byName, update, Thing.class);
            } catch (DuplicateKeyException e) {
                return mongo.upsert(byName, update, Thing.class); // a server may let two upserts race for the insert
            }
        });
        assertThat(mongo.find(byName, Thing.class)).hasSize(1);
    }

    @Test
    void counterGivesEachOfSixteenThreadsItsOwnNumbers() throws Exception {
        Query counter = Query.query(Criteria.where("_id").is("c"));
        FindAndModifyOptions options =
                FindAndModifyOptions.options().upsert(true).returnNew(true);
        mongo.findAndModify(counter, new Update().inc("value", 0), options, org.bson.Document.class, "counters");
        List<List<Integer>> given = atOnce(
                16,
                n -> IntStream.range(0, 50)
                        .mapToObj(i -> mongo.findAndModify(
                                counter, new Update().inc("value", 1), options, org.bson.Document.class, "counters"))
                        .map(document -> document.getInteger("value"))
                        .toList());
        assertThat(given.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 800).boxed().toList());
    }

    @Test
    void insertManyKeepsAllAndPagesByIdGiveEachOnceInOrder() {
        List<Thing> things =
                IntStream.range(0, 2_500).mapToObj(n -> Thing.named("n" + n)).toList();
        mongo.insertAll(things);
        List<String> read = new ArrayList<>();
        Query next = new Query();
        for (List<Thing> page; !(page = mongo.find(next.with(Sort.by("_id")).limit(200), Thing.class)).isEmpty(); ) {
            page.forEach(thing -> read.add(thing.id()));
            // Not "" for the first page: Spring Data stores such ids as ObjectId, and no ObjectId is greater than a
            // text.
            next = Query.query(Criteria.where("_id").gt(read.get(read.size() - 1)));
        }
        assertThat(read).isEqualTo(things.stream().map(Thing::id).sorted().toList());
        assertThat(mongo.stream(new Query().cursorBatchSize(100), Thing.class)).hasSize(2_500);
    }

    @Test
    void arraysTakeAndLoseElementsInPlace() {
        Thing thing = mongo.insert(Thing.named("a"));
        Query byId = Query.query(Criteria.where("_id").is(thing.id()));
        mongo.updateFirst(byId, new Update().push("tags").each("x", "y", "z"), Thing.class);
        mongo.updateFirst(byId, new Update().pull("tags", "y"), Thing.class);
        assertThat(mongo.findById(thing.id(), Thing.class).tags()).containsExactly("x", "z");
        assertThat(mongo.find(Query.query(Criteria.where("tags").is("z")), Thing.class))
                .hasSize(1);
    }

    @Test
    void twelveMegabytesInOneDocumentComeBackAsTheyWere() {
        byte[] bytes = new byte[12 * 1024 * 1024];
        new Random(1).nextBytes(bytes);
        mongo.insert(new Blob("b", new Binary(bytes)));
        assertThat(mongo.findById("b", Blob.class).bytes().getData()).isEqualTo(bytes);
    }

    @Test
    void readsByIdsGiveThoseThatAreThere() {
        mongo.insertAll(List.of(Thing.named("a"), Thing.named("b")));
        List<String> ids = mongo.findAll(Thing.class).stream().map(Thing::id).toList();
        assertThat(mongo.find(Query.query(Criteria.where("_id").in(ids.get(0), ids.get(1), "none")), Thing.class))
                .hasSize(2);
        assertThat(mongo.findById("none", Thing.class)).isNull();
    }

    @Test
    void uniqueIndexOverExistingDuplicatesIsRefused() {
        mongo.insert(new org.bson.Document("_id", 1).append("same", "x"), "counters");
        mongo.insert(new org.bson.Document("_id", 2).append("same", "x"), "counters");
        assertThatThrownBy(() -> mongo.indexOps("counters").createIndex(new Index("same", Sort.Direction.ASC).unique()))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void helloSaysThatItTakesWrites() {
        assertThat(client.getDatabase("admin").runCommand(new org.bson.Document("hello", 1)))
                .containsEntry("isWritablePrimary", true)
                .containsKey("maxWireVersion");
    }

    private interface Task<T> {
        T run(int number);
    }

    private static <T> List<T> atOnce(int threads, Task<T> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            List<Callable<T>> calls = new ArrayList<>();
            for (int n = 0; n < threads; n++) {
                int number = n;
                calls.add(() -> {
                    ready.countDown();
                    ready.await();
                    return task.run(number);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
