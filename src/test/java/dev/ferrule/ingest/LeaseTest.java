package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.catalogue.SpecTexts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoOperations;

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

    @Test
    void whatACrashLeavesOfAnUploadGoesAtTheNextStartAndThatOfAnotherNodeAfterAnHour() {
        process.get(Lanes.class).stop();
        MongoOperations mongo = process.get(MongoOperations.class);
        String node = process.get(Node.class).id();
        Instant now = Instant.now();
        String ours = halfMade();
        String oursUnderWay = halfMade();
        String another = halfMade();
        String anotherUnderWay = halfMade();
        mongo.save(new Starts.Start(ours, node, now.minus(MINUTE.multipliedBy(10))));
        mongo.save(new Starts.Start(oursUnderWay, node, now));
        mongo.save(new Starts.Start(another, "another", now.minus(MINUTE.multipliedBy(61))));
        mongo.save(new Starts.Start(anotherUnderWay, "another", now.minus(MINUTE.multipliedBy(59))));

        process.get(JobSweep.class).sweep(now);

        assertThat(process.get(Uploads.class).jobs())
                .contains(oursUnderWay, anotherUnderWay)
                .doesNotContain(ours, another);
        assertThat(pieces().read(List.of(ours + "/0", ours + "/1", another + "/0", another + "/1")))
                .isEmpty();
        assertThat(pieces().read(List.of(oursUnderWay + "/0", anotherUnderWay + "/1")))
                .hasSize(2);
        assertThat(process.get(Starts.class).unfinished())
                .extracting(Starts.Start::job)
                .containsExactlyInAnyOrder(oursUnderWay, anotherUnderWay);
        process.get(Starts.class).clear(oursUnderWay);
        process.get(Starts.class).clear(anotherUnderWay);
    }

    @Test
    void onlyJobsThatAreOpenAreKnownAsSuchAndOneThatIsTriedAgainIsThereAtOnce() {
        process.get(Lanes.class).stop();
        JobStore jobs = process.get(JobStore.class);
        OpenJobs open = process.get(OpenJobs.class);
        Job job = begin(1);

        List<String> atFirst = open.ids();
        jobs.end(job, Job.State.FAILED, 1, new Piece.Counts(0, 0, 1), null);
        List<String> afterItsEnd = open.ids();
        jobs.again(job);

        assertThat(atFirst).contains(job.id());
        assertThat(afterItsEnd).doesNotContain(job.id());
        assertThat(jobs.open()).extracting(Job::id).contains(job.id());
        jobs.end(job, Job.State.FAILED, 1, new Piece.Counts(0, 0, 1), null);
        assertThat(open.ids()).doesNotContain(job.id());
    }

    /** As an older version wrote it, or a crash at the worst moment. */
    @Test
    void theSweepFindsOpenJobsThatNobodyNamedAndForgetsNamesOfThoseThatAreNot() {
        process.get(Lanes.class).stop();
        JobStore jobs = process.get(JobStore.class);
        OpenJobs open = process.get(OpenJobs.class);
        Job job = begin(1);
        open.remove(open.namesOf(job.id()));
        String gone = new ObjectId().toHexString();
        open.add(gone);

        process.get(JobSweep.class).sweep(Instant.now());
        List<String> soon = open.ids();
        process.get(JobSweep.class).sweep(Instant.now().plus(MINUTE.multipliedBy(61)));

        assertThat(soon).as("it may be on its way").contains(gone, job.id());
        assertThat(open.ids()).contains(job.id()).doesNotContain(gone);
        assertThat(jobs.open()).extracting(Job::id).contains(job.id());
        process.jobs().cancel(IngestProcess.ORG, job.id());
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() {
        Jobs.Upload good = new IngestingUntilKilled.Sent("good.json", new byte[9 << 20]);
        Jobs.Upload broken = new Jobs.Upload() {
            @Override
            public String name() {
                return "broken.json";
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("gone");
            }
        };
        List<String> before = process.get(Uploads.class).jobs();

        assertThatThrownBy(() -> process.jobs().startFiles(IngestProcess.ORG, List.of(good, broken), false))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(process.get(Uploads.class).jobs()).isEqualTo(before);
        assertThat(process.get(Starts.class).unfinished()).isEmpty();
    }

    /** The uploads and pieces of a job that is not there (yet). */
    private static String halfMade() {
        String id = new ObjectId().toHexString();
        Uploads.Writer writer = process.get(Uploads.class).writer(id);
        try {
            Piece.Input input = writer.add("a.json", new ByteArrayInputStream(new byte[10]));
            writer.flush();
            pieces().insert(List.of(
                    Piece.of(IngestProcess.ORG, id, 0, Piece.Kind.FILES, List.of(input)),
                    Piece.of(IngestProcess.ORG, id, 1, Piece.Kind.FILES, List.of(input))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return id;
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
