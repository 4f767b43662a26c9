package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.util.FileSystemUtils;

class UpkeepTest {

    private static final Scope ALL = Scope.everything("default");

    @TempDir
    Path data;

    @Test
    void anIndexThatIsGoneIsBuiltAnewWithoutEmbeddingAgain() throws IOException {
        fill();
        FileSystemUtils.deleteRecursively(data.resolve("index"));

        assertThatAllIsBack();
    }

    @Test
    void anIndexThatIsDamagedIsBuiltAnewWithoutEmbeddingAgain() throws IOException {
        fill();
        try (Stream<Path> files = Files.walk(data.resolve("index"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("write.lock"))
                    .toList()) {
                try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                    out.write(new byte[64]);
                }
            }
        }

        assertThatAllIsBack();
    }

    @Test
    void aTextThatAnotherSpecHasTooIsEmbeddedOnce() {
        try (CatalogueProcess process = new CatalogueProcess(data)) {
            process.specs().add("default", SpecTexts.described("One", "1", "https://one.example.io", 10));
            process.upkeep().embedAll(left -> {});
            assertThat(process.embedded()).isEqualTo(11);

            process.specs().add("default", SpecTexts.described("Two", "1", "https://two.example.io", 12));
            process.upkeep().embedAll(left -> {});

            assertThat(process.embedded()).isEqualTo(11 + 1 + 2);
            assertThat(process.index().vectors().count(ALL)).isEqualTo(11 + 13);
        }
    }

    @Test
    void aSpecThatWasDeletedWhileItsIndexEntriesStayedIsTakenOutAtTheNextStart() {
        Spec spec;
        try (CatalogueProcess process = new CatalogueProcess(data)) {
            spec = process.specs().add("default", SpecTexts.shop("1.0", 5)).spec();
            StoredSpec stored =
                    process.get(SpecRows.class).find("default", spec.id()).orElseThrow();
            process.get(SpecStore.class).remove(stored, moved -> {});
            assertThat(process.index().holds(spec.id())).isTrue();
        }
        try (CatalogueProcess process = new CatalogueProcess(data)) {
            process.upkeep().prepareToAdd();

            assertThat(process.index().holds(spec.id())).isFalse();
            assertThat(process.index().words().count(ALL)).isZero();
        }
    }

    @Test
    void samplesAreThereOnceAndStayDeleted() {
        List<Spec> samples;
        try (CatalogueProcess process = new CatalogueProcess(data)) {
            process.upkeep().prepareToFind();
            samples = process.specs().list("default", null, 200, null).items();
            assertThat(samples).hasSizeGreaterThanOrEqualTo(12);
            samples.forEach(sample -> process.specs().delete("default", sample.id()));
        }
        try (CatalogueProcess process = new CatalogueProcess(data)) {
            process.upkeep().prepareToFind();

            assertThat(process.specs().list("default", null, 200, null).items()).isEmpty();
        }
    }

    @Test
    void samplesThatACrashCutShortAreCompletedAtTheNextStart() {
        int all;
        try (CatalogueProcess process = new CatalogueProcess(data)) {
            process.upkeep().prepareToFind();
            List<Spec> samples =
                    process.specs().list("default", null, 200, null).items();
            all = samples.size();
            samples.subList(3, all).forEach(sample -> process.specs().delete("default", sample.id()));
            process.get(MongoOperations.class).remove(query(where("_id").is("samples")), "marks");
        }
        try (CatalogueProcess process = new CatalogueProcess(data)) {
            process.upkeep().prepareToFind();

            assertThat(process.specs().list("default", null, 200, null).items()).hasSize(all);
        }
    }

    private void fill() {
        try (CatalogueProcess process = new CatalogueProcess(data)) {
            process.specs().add("default", SpecTexts.shop("1.0", 600));
            process.specs().add("default", SpecTexts.described("Other", "1", "https://other.example.io", 7));
            process.upkeep().embedAll(left -> {});
        }
    }

    private void assertThatAllIsBack() {
        try (CatalogueProcess process = new CatalogueProcess(data)) {
            process.upkeep().prepareToAdd();
            process.upkeep().embedAll(left -> {});

            assertThat(process.index().words().count(ALL)).isEqualTo(607);
            assertThat(process.index().systems().all("default")).hasSize(2);
            assertThat(process.index().vectors().count(ALL)).isEqualTo(609);
            assertThat(process.embedded()).isZero();
        }
    }
}
