package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.spec.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledIngestionTest {

    @TempDir
    Path data;

    Process process;

    @AfterEach
    void end() throws Exception {
        process.destroyForcibly().waitFor();
    }

    @Test
    void everyAcknowledgedSpecIsThereAndFoundAfterAKillAndNothingIsEmbeddedAgain() throws Exception {
        List<String> kept = new ArrayList<>();
        String embedded = null;
        try (BufferedReader lines = start()) {
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.startsWith(AddingUntilKilled.EMBEDDED)) {
                    embedded = line.substring(AddingUntilKilled.EMBEDDED.length());
                } else if (line.startsWith(AddingUntilKilled.KEPT)) {
                    kept.add(line.substring(AddingUntilKilled.KEPT.length()));
                    if (kept.size() == 60) {
                        process.toHandle().destroyForcibly(); // SIGKILL; what it printed until then still comes
                    }
                }
            }
        }
        assertThat(kept).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();

        try (CatalogueProcess after = new CatalogueProcess(data)) {
            after.upkeep().prepareToAdd();

            for (String id : kept) {
                assertWhole(after.specs(), after.index(), id);
            }
            assertThat(after.index().specIds()).containsAll(kept);
            assertThat(after.get(SpecParts.class).unfinished()).isEmpty();
            assertThat(after.get(SpecRows.class).count("default"))
                    .isEqualTo(after.index().specIds().size());

            StoredSpec first =
                    after.get(SpecRows.class).find("default", embedded).orElseThrow();
            after.get(Embedding.class).embed(first, () -> false);
            assertThat(after.index().vectors().count(new Scope("default", List.of(embedded))))
                    .isEqualTo(first.spec().operationCount() + 1);
            assertThat(after.embedded()).isZero();
        }
    }

    private static void assertWhole(Specs specs, OperationIndex index, String id) throws Exception {
        Spec spec = specs.get("default", id);
        try (var content = specs.document("default", id).content()) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
            assertThat(HexFormat.of().formatHex(hash)).isEqualTo(spec.contentHash());
        }
        List<Operation> operations = specs.operations("default", id, 200, null).items();
        assertThat(operations).hasSize(spec.operationCount());
        assertThat(index.words().count(new Scope("default", List.of(id)))).isEqualTo(spec.operationCount());
    }

    private BufferedReader start() throws IOException {
        process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AddingUntilKilled.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.inputReader(StandardCharsets.US_ASCII);
    }
}
