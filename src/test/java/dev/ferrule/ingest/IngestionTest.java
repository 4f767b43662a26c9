package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.RunningFerrule;
import dev.ferrule.catalogue.SpecTexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

class IngestionTest extends RunningFerrule {

    @Autowired
    private Ingestion ingestion;

    @TempDir
    private Path folder;

    @Test
    void everyDocumentBelowAFolderGetsItsOutcomeAndABadOneHarmsNoOther() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.createDirectories(folder.resolve(".hidden"));
        Files.write(folder.resolve("one.json"), spec("One"));
        Files.write(folder.resolve("a/b/two.json"), spec("Two"));
        Files.write(folder.resolve("a/copy-of-one.json"), spec("One"));
        Files.writeString(folder.resolve("broken.yaml"), "openapi: [");
        Files.writeString(folder.resolve("readme.txt"), "no spec");
        Files.write(folder.resolve(".hidden/three.json"), spec("Three"));
        Files.createSymbolicLink(folder.resolve("link.json"), folder.resolve("one.json"));

        List<Outcome> outcomes = ingest("folder", folder);

        assertThat(outcomes).hasSize(4);
        assertThat(states(outcomes)).containsEntry("two.json", "ingested").containsEntry("broken.yaml", "failed");
        assertThat(List.of(states(outcomes).get("one.json"), states(outcomes).get("copy-of-one.json")))
                .containsExactlyInAnyOrder("ingested", "unchanged");
        assertThat(states(ingest("folder", folder)).values()).doesNotContain("ingested");
    }

    @Test
    void aPathThatDoesNotExistIsAFailureOfItsOwn() {
        assertThat(ingest("missing", folder.resolve("none.json"), folder.resolve("none.zip")))
                .extracting(outcome -> outcome.error().code())
                .containsExactlyInAnyOrder("file-not-found", "archive-unreadable");
    }

    @Test
    void aZipIsReadWithoutItsOddNames() throws IOException {
        Path zip = folder.resolve("specs.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            entry(out, "good/one.json", spec("Zip one"));
            entry(out, "../../etc/evil.json", spec("Evil"));
            entry(out, "/abs.json", spec("Absolute"));
            entry(out, "notes.txt", new byte[10]);
        }

        assertThat(states(ingest("zip", zip)))
                .containsOnly(
                        Map.entry("one.json", "ingested"),
                        Map.entry("evil.json", "archive-entry-refused"),
                        Map.entry("abs.json", "archive-entry-refused"));
    }

    @Test
    void aDescriptionInSeveralFilesIsOneSpecAndItsPartsAreNoFailures() throws IOException {
        Path zip = folder.resolve("split.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            entry(out, "api/schemas/pet.yaml", "type: object\n".getBytes(StandardCharsets.UTF_8));
            entry(out, "api/openapi.yaml", """
                    openapi: 3.0.3
                    info: {title: Split pets, version: '1'}
                    paths:
                      /pets: {get: {responses: {'200': {description: ok, content:
                        {application/json: {schema: {$ref: schemas/pet.yaml}}}}}}}
                    """.getBytes(StandardCharsets.UTF_8));
            entry(out, "api/stray.yaml", "a: b\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(states(ingest("split", zip)))
                .containsOnly(
                        Map.entry("openapi.yaml", "ingested"),
                        Map.entry("pet.yaml", "unchanged"),
                        Map.entry("stray.yaml", "failed"));
        assertThat(ingest("split", zip))
                .extracting(Outcome::title)
                .containsExactlyInAnyOrder("Split pets", "part of api/openapi.yaml", null);
    }

    @Test
    void aTarIsReadWithoutItsLinks() throws IOException {
        Path tar = folder.resolve("specs.tar.gz");
        try (TarArchiveOutputStream out =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(tar)))) {
            TarArchiveEntry file = new TarArchiveEntry("deep/one.json");
            byte[] spec = spec("Tar one");
            file.setSize(spec.length);
            out.putArchiveEntry(file);
            out.write(spec);
            out.closeArchiveEntry();
            TarArchiveEntry link = new TarArchiveEntry("link.json", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            out.putArchiveEntry(link);
            out.closeArchiveEntry();
        }

        assertThat(states(ingest("tar", tar)))
                .containsOnly(Map.entry("one.json", "ingested"), Map.entry("link.json", "archive-entry-refused"));
    }

    @Test
    void anArchiveThatGrowsOutOfProportionIsGivenUpAndWhatCameBeforeStays() throws IOException {
        Path bomb = folder.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            entry(out, "first.json", spec("Before the bomb"));
            for (int i = 0; i < 5; i++) {
                entry(out, "zeros" + i + ".json", new byte[60 << 20]);
            }
        }

        assertThat(states(ingest("bomb", bomb)))
                .containsEntry("first.json", "ingested")
                .containsEntry("bomb.zip", "archive-too-large");
    }

    @Test
    void anArchiveThatIsNoneIsOneFailure() throws IOException {
        Path zip = folder.resolve("not.zip");
        Files.writeString(zip, "nothing of the kind");

        assertThat(states(ingest("none", zip))).containsOnly(Map.entry("not.zip", "archive-unreadable"));
    }

    private List<Outcome> ingest(String org, Path... paths) {
        List<Outcome> outcomes = new ArrayList<>();
        ingestion.run("ingestion-" + org, new FileItems(List.of(paths)), 2, outcomes::add);
        return outcomes;
    }

    /** By file name; where the archive is to blame, the code of the failure instead of its state. */
    private static Map<String, String> states(List<Outcome> outcomes) {
        Map<String, String> states = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            String code = outcome.error() == null ? "" : outcome.error().code();
            String name = outcome.name().substring(outcome.name().lastIndexOf('/') + 1);
            states.put(
                    name, code.startsWith("archive-") ? code : outcome.state().text());
        }
        return states;
    }

    private static byte[] spec(String title) {
        return SpecTexts.described(title, "1", "https://ingest.example.io", 3);
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
