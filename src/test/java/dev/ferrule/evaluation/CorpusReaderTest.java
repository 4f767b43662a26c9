package dev.ferrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusReaderTest {

    @TempDir
    private Path folder;

    @Test
    void foldersOfQueriesAreOneCorpusAndEachIsAFold() throws IOException {
        for (String domain : List.of("bakery", "smithy")) {
            write(domain + "/queries.json", "[{\"requirement\":\"all loaves\",\"endpoints\":[\"GET /loaves/{id}\"]}]");
            write(domain + "/a.json", "{}");
            write(domain + "/b.yaml", "{}");
        }
        List<Corpus> corpora = read();

        assertThat(corpora).hasSize(1);
        Corpus corpus = corpora.get(0);
        assertThat(corpus.specs()).containsOnlyKeys("bakery/a.json", "bakery/b.yaml", "smithy/a.json", "smithy/b.yaml");
        assertThat(corpus.cases()).extracting(Corpus.Case::fold).containsExactly("bakery", "smithy");
        assertThat(corpus.cases().get(0).specs()).containsExactly("bakery/a.json", "bakery/b.yaml");
        assertThat(corpus.cases().get(0).expected().get(0).anyOf())
                .containsExactly("bakery/a.json GET /loaves/{}", "bakery/b.yaml GET /loaves/{}");
        assertThat(corpus.pooled().cases().get(0).specs()).hasSize(4);
    }

    @Test
    void requirementsMayBeAskedOfTheSamples() {
        Corpus corpus = new CorpusReader(null)
                .read(Path.of("src/test/resources/corpus/samples"))
                .get(0);

        assertThat(corpus.bySystem()).isTrue();
        assertThat(corpus.cases()).hasSize(32);
        assertThat(corpus.specs()).hasSize(14);
    }

    @Test
    void aFolderThatHoldsSeveralKindsStandsForAllOfThem() throws IOException {
        write("one/queries.json", "[]");
        write("two/requirements.jsonl", "");
        write("rest/readme.txt", "");

        assertThat(read()).extracting(Corpus::name).containsExactly("one", "two");
    }

    @Test
    void whatIsNotThereOrNotJsonIsSaid() throws IOException {
        assertThatThrownBy(() -> new CorpusReader(null).read(folder.resolve("nothing")))
                .hasMessageContaining("There is no folder");
        write("requirements.jsonl", "{\"id\": ");
        assertThatThrownBy(this::read).hasMessageContaining("is not JSON");
    }

    private List<Corpus> read() {
        return new CorpusReader(null).read(folder);
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
