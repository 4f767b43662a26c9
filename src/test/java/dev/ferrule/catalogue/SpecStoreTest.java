package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.RunningFerrule;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Against the application's own database, each test in an organisation of its own. */
class SpecStoreTest extends RunningFerrule {

    @Autowired
    private Specs specs;

    @Autowired
    private OperationIndex index;

    @Autowired
    private SpecParts parts;

    @Test
    void whatWasAddedIsThereWordForWord() throws IOException {
        byte[] document = SpecTexts.shop("1.0", 3);

        Specs.Added added = specs.add("whole", document);

        assertThat(added.created()).isTrue();
        assertThat(added.spec().operationCount()).isEqualTo(3);
        assertThat(specs.get("whole", added.spec().id())).isEqualTo(added.spec());
        try (var content = specs.document("whole", added.spec().id()).content()) {
            assertThat(content.readAllBytes()).isEqualTo(document);
        }
    }

    @Test
    void aHundredAtOnceThatAddTheSameContentMakeOneSpec() throws Exception {
        byte[] document = SpecTexts.shop("1.0", 20);
        List<Callable<Specs.Added>> adds = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            adds.add(() -> specs.add("together", document));
        }

        Set<String> ids = new HashSet<>();
        int created = 0;
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (Future<Specs.Added> added : threads.invokeAll(adds)) {
                ids.add(added.get().spec().id());
                created += added.get().created() ? 1 : 0;
            }
        } finally {
            threads.shutdown();
        }

        assertThat(ids).hasSize(1);
        assertThat(created).isOne();
        assertThat(index.words().count(Scope.everything("together"))).isEqualTo(20);
    }

    @Test
    void theSameContentOfTwoOrganisationsIsTwoSpecsAndNeitherSeesTheOthers() {
        byte[] document = SpecTexts.shop("1.0", 2);

        Spec mine = specs.add("mine", document).spec();
        Spec theirs = specs.add("theirs", document).spec();

        assertThat(mine.id()).isNotEqualTo(theirs.id());
        assertThat(specs.find("mine", theirs.id())).isEmpty();
        assertThat(specs.list("mine", null, 50, null).items()).containsExactly(mine);
    }

    @Test
    void operationsComeBackInTheDocumentsOrderHoweverManyThereAre() {
        Spec spec = specs.add("many", SpecTexts.shop("1.0", 500)).spec();

        List<Operation> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Operation> page = specs.operations("many", spec.id(), 150, cursor);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(all).hasSize(500);
        assertThat(all)
                .extracting(Operation::path)
                .startsWith("/items0", "/items1")
                .endsWith("/items499");
        Operation one = all.get(300);
        assertThat(specs.operation("many", spec.id(), one.operationId())).isEqualTo(one);
    }

    @Test
    void someOperationsComeInTheOrderAskedForWithoutThoseThatDoNotExist() {
        Spec spec = specs.add("some", SpecTexts.shop("1.0", 300)).spec();
        List<Operation> first = specs.operations("some", spec.id(), 200, null).items();
        List<String> ids =
                List.of(first.get(199).operationId(), "nonsense", first.get(0).operationId());

        assertThat(specs.operations("some", spec.id(), ids).keySet())
                .containsExactly(first.get(199).operationId(), first.get(0).operationId());
    }

    @Test
    void aNewerDocumentOfAnApiTakesThePlaceOfTheOlderOne() {
        Spec old = specs.add("versions", SpecTexts.shop("1.0", 5)).spec();
        Spec newer = specs.add("versions", SpecTexts.shop("2.0", 6)).spec();

        assertThat(newer.apiId()).isEqualTo(old.apiId());
        assertThat(newer.current()).isTrue();
        assertThat(specs.get("versions", old.id()).current()).isFalse();
        assertThat(index.systems().all("versions"))
                .filteredOn(SystemCard::current)
                .extracting(SystemCard::specId)
                .containsExactly(newer.id());

        specs.delete("versions", newer.id());

        assertThat(specs.get("versions", old.id()).current()).isTrue();
    }

    @Test
    void aDeletedSpecLeavesNothingBehind() {
        Spec spec = specs.add("gone", SpecTexts.shop("1.0", 200)).spec();

        specs.delete("gone", spec.id());

        assertThat(specs.find("gone", spec.id())).isEmpty();
        assertThat(index.words().count(Scope.everything("gone"))).isZero();
        assertThat(index.holds(spec.id())).isFalse();
        assertThat(mongo.getDatabase("ferrule").getCollection("spec_parts").countDocuments(ofOrg("gone")))
                .isZero();
        assertThat(parts.unfinished()).noneMatch(write -> write.org().equals("gone"));
        assertThatThrownBy(() -> specs.delete("gone", spec.id()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("spec-not-found"));
    }

    @Test
    void aDocumentThatIsRefusedLeavesNothingBehind() {
        assertThatThrownBy(() -> specs.add("refused", "nonsense {".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(Problem.class);

        assertThat(specs.list("refused", null, 50, null).items()).isEmpty();
        assertThat(mongo.getDatabase("ferrule").getCollection("spec_parts").countDocuments(ofOrg("refused")))
                .isZero();
    }

    private static org.bson.Document ofOrg(String org) {
        return new org.bson.Document("org", org);
    }
}
