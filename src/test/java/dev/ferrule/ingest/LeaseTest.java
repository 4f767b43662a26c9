package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.catalogue.SpecTexts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pieces, as other nodes would take them and leave them lying. */
class LeaseTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration OVER = Duration.ofSeconds(-1);

    @TempDir
    private static Path folder;

    private static IngestProcess process;

    @BeforeAll
    static void start() {
        process = new IngestProcess(folder);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void aPieceHasOneHolderAndWhoLostItsLeaseWritesNothing() {
        process.get(Lanes.class).stop();
        Piece piece = onlyPiece(begin(1));

        Piece first = pieces().lease(piece.id(), "one", OVER).orElseThrow();
        Piece second = pieces().lease(piece.id(), "two", MINUTE).orElseThrow();

        assertThat(pieces().lease(piece.id(), "three", MINUTE)).isEmpty();
        assertThat(pieces().lease(piece.id(), "two", MINUTE))
                .as("its own, from before it was killed")
                .isPresent();
        assertThat(pieces().renew(first, Piece.Counts.NONE, MINUTE)).isFalse();
        assertThat(pieces().finish(second, List.of(), 0))
                .as("superseded by its own later lease")
                .isFalse();
        assertThat(onlyPiece(job(piece)).done()).isFalse();
    }

    @Test
    void theDocumentThatTookItsReadersDownIsLeftOutAndTheOthersAreNot() throws Exception {
        process.get(Lanes.class).stop();
        Job job = begin(3);
        Piece piece = onlyPiece(job);
        for (int i = 0; i < 3; i++) {
            Optional<Piece> held = pieces().lease(piece.id(), "gone-" + i, OVER);
            pieces().trying(held.orElseThrow(), 1, List.of());
        }

        process.get(Lanes.class).start();
        Job ended = process.ended(job.id());

        assertThat(List.of(ended.ingested(), ended.failed())).containsExactly(2, 1);
        assertThat(process.jobs()
                        .items(IngestProcess.ORG, job.id(), Outcome.State.FAILED, 9, null)
                        .items())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.name()).isEqualTo("f1.json");
                    assertThat(item.error().code()).isEqualTo("reader-crashed");
                });
    }

    @Test
    void whatIsCancelledIsLeftAloneAndItsUploadsGo() {
        process.get(Lanes.class).stop();
        Job job = begin(2);

        Job cancelled = process.jobs().cancel(IngestProcess.ORG, job.id());
        process.get(Lanes.class).start();

        assertThat(cancelled.state()).isEqualTo(Job.State.CANCELLED);
        assertThat(process.get(Uploads.class).jobs()).doesNotContain(job.id());
        assertThat(process.jobs().cancel(IngestProcess.ORG, job.id()).state()).isEqualTo(Job.State.CANCELLED);
    }

    private static Job begin(int files) {
        List<Jobs.Upload> uploads = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            byte[] spec = SpecTexts.described("Lease " + files + i, "1", "https://lease.example.io", 1);
            uploads.add(new IngestingUntilKilled.Sent("f" + i + ".json", spec));
        }
        return process.jobs().startFiles(IngestProcess.ORG, uploads, false);
    }

    private static Piece onlyPiece(Job job) {
        return pieces().read(job.pieceIds()).get(0);
    }

    private static Job job(Piece piece) {
        return process.jobs().get(IngestProcess.ORG, piece.job());
    }

    private static Pieces pieces() {
        return process.get(Pieces.class);
    }
}
