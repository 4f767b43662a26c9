package dev.ferrule.ingest;

import dev.ferrule.catalogue.KeptSpec;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.SpecBatch;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.egress.Fetcher;
import dev.ferrule.ingest.Piece.Input;
import dev.ferrule.problem.Problem;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Does a piece: reads its documents one after the other, or looks through an archive and divides it. */
@Component
class PieceWork {

    /** As many documents of an archive are one piece, if each can be found without reading those before it. */
    private static final int ENTRIES = 32;

    /** Each reader of a .tar.gz unpacks it whole, also what others read of it, so nodes have few pieces to share. */
    private static final int PIECES_OF_TAR = 8;

    private static final int MOST_ENTRIES = 1_000;

    /** Leases in a row that ended without a word, after which a document is suspected. */
    private static final int SUSPICIOUS = 2;

    private final Specs specs;
    private final Pieces pieces;
    private final Copies copies;
    private final Fetcher fetcher;
    private final Visits visits;
    private final TarWalks walks;
    private final Semaphore readers;

    PieceWork(
            Specs specs,
            Pieces pieces,
            Copies copies,
            Fetcher fetcher,
            Visits visits,
            TarWalks walks,
            IngestSettings settings) {
        this.specs = specs;
        this.pieces = pieces;
        this.copies = copies;
        this.fetcher = fetcher;
        this.visits = visits;
        this.walks = walks;
        this.readers = new Semaphore(settings.readers());
    }

    /** Leaves off when the lease says so; what it has done until then is kept. */
    void run(Lease lease) {
        Piece piece = lease.piece();
        if (piece.kind().divided()) {
            divide(lease);
            return;
        }
        Reading reading = new Reading(lease);
        reading.all();
        if (lease.stopped()) {
            pieces.release(piece, lease.outcomes());
        } else {
            pieces.finish(piece, lease.outcomes(), 0);
        }
    }

    private void divide(Lease lease) {
        Piece piece = lease.piece();
        Input archive = piece.inputs().get(0);
        if (piece.crashes() > SUSPICIOUS) {
            pieces.finish(piece, List.of(new Piece.Done(-1, Outcomes.crashed(archive.name()))), 0);
            return;
        }
        int[] documents = {0};
        Input known = archive;
        try {
            Copies.Copy copy = copies.of(piece.job(), archive);
            known = archive.known(copy.digest());
            lookThrough(lease, archive.archive(copy.file()), documents);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            lease.settle(-1, Outcomes.failed(archive.name(), e));
        }
        if (lease.stopped()) {
            pieces.release(piece, List.of());
            return;
        }
        if (documents[0] == 0 && !lease.isSettled(-1)) {
            String what = archive.filter() == null
                    ? "The archive holds no .json or .yaml file."
                    : "The archive holds no .json or .yaml file that the source's filter names.";
            lease.settle(-1, Outcome.failed(archive.name(), "archive-empty", what, ""));
        }
        List<Piece> ranges = piece.divided(known, documents[0], rangeSize(archive, documents[0]));
        pieces.insert(ranges);
        pieces.finish(piece, lease.outcomes(), ranges.size());
    }

    private void lookThrough(Lease lease, Archive archive, int[] documents) {
        readers.acquireUninterruptibly();
        try {
            archive.walk(
                    entry -> {
                        documents[0] = entry.index() + 1;
                        return !lease.stopped();
                    },
                    problem -> lease.settle(-1, Outcome.failed(archive.shown(), problem)));
        } finally {
            readers.release();
        }
    }

    private static int rangeSize(Input archive, int documents) {
        String url = archive.url();
        boolean zip = url == null
                ? archive.name().toLowerCase(Locale.ROOT).endsWith(".zip")
                : ".zip".equals(UrlItems.archiveKind(url));
        return zip ? ENTRIES : Math.max(ENTRIES, Math.min(MOST_ENTRIES, documents / PIECES_OF_TAR + 1));
    }

    /** One pass over the documents of a piece. */
    private final class Reading {

        private final Lease lease;
        private final Piece piece;
        private final SpecBatch batch;
        private final Set<String> seen = new HashSet<>();
        private final boolean suspicious;

        Reading(Lease lease) {
            this.lease = lease;
            this.piece = lease.piece();
            this.batch = specs.batch(piece.org());
            this.suspicious = piece.crashes() > SUSPICIOUS;
        }

        void all() {
            if (piece.kind() == Piece.Kind.ENTRIES) {
                entries(piece.inputs().get(0));
            } else {
                for (int at = 0; at < piece.inputs().size(); at++) {
                    if (isWanted(at)) {
                        offer(at, piece.inputs().get(at));
                    }
                }
            }
            flush();
        }

        /** Of what was handed over some is read only now, which takes its turn like the rest. */
        private void flush() {
            readers.acquireUninterruptibly();
            try {
                batch.flush();
            } finally {
                readers.release();
            }
        }

        private void entries(Input archive) {
            try {
                Copies.Copy copy = copies.of(piece.job(), archive);
                Archive file = archive.archive(copy.file());
                TarWalks.Reader reader = new TarWalks.Reader(piece.job(), copy.file(), archive.filter());
                file.range(
                        visitor -> walks.go(reader, file.names(), piece.from(), visitor),
                        piece.from(),
                        piece.to(),
                        this::isWanted,
                        this::offer,
                        problem -> failRest(archive, problem));
                failRest(
                        archive,
                        new Problem(
                                Problem.Kind.CONFLICT,
                                "archive-changed",
                                "The archive has fewer documents now than when it was looked through."));
            } catch (Problem | OutOfMemoryError | StackOverflowError e) {
                failRest(archive, e);
            }
        }

        /** Those that have no outcome, now that the archive cannot be read (any more). */
        private void failRest(Input archive, Throwable failure) {
            flush();
            for (int at = piece.from(); at < piece.to(); at++) {
                if (isWanted(at)) {
                    lease.settle(at, Outcomes.failed(archive.name() + "!/#" + (at + 1), failure));
                }
            }
        }

        private boolean isWanted(int at) {
            return !lease.stopped() && !lease.isSettled(at);
        }

        private void offer(int at, Input input) {
            String url = input.url();
            String path = input.path();
            String source = lease.job().source();
            if (url != null && source != null) {
                attempt(at, input.name(), () -> visit(at, input.name(), url, source));
            } else if (url != null) {
                offer(at, new Item(input.name(), () -> fetcher.fetch(url, Documents.MOST_BYTES), 0));
            } else if (path != null) {
                String folder = input.folder();
                offer(
                        at,
                        new Item(
                                input.name(),
                                () -> folder == null
                                        ? FileItems.read(Path.of(path))
                                        : FolderParts.of(piece.job(), Path.of(folder))
                                                .whole(Path.of(path)),
                                0));
            } else {
                offer(at, new Item(input.name(), () -> copies.bytes(piece.job(), input), 0));
            }
        }

        private void offer(int at, Item item) {
            attempt(at, item.name(), () -> read(at, item.name(), item.content().read(), added -> {}));
        }

        private void visit(int at, String name, String url, String source) {
            Visits.Visited visited = visits.go(piece.org(), source, url);
            Spec unchanged = visited.unchanged();
            byte[] body = visited.body();
            if (unchanged != null || body == null) {
                lease.settle(at, Outcome.unchanged(name, Objects.requireNonNull(unchanged)));
            } else {
                read(at, name, body, added -> visits.remember(source, url, visited, added.specId()));
            }
        }

        /** Whatever goes wrong is the document's outcome, and nobody else's. */
        private void attempt(int at, String name, Runnable reading) {
            if (suspicious) {
                if (at == piece.trying()) {
                    lease.settle(at, Outcomes.crashed(name));
                    return;
                }
                flush();
                pieces.trying(piece, at, lease.outcomes());
            }
            try {
                reading.run();
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                lease.settle(at, Outcomes.failed(name, e));
            }
        }

        private void read(int at, String name, byte[] document, Consumer<KeptSpec> after) {
            readers.acquireUninterruptibly();
            try {
                if (lease.job().dryRun()) {
                    Specs.Preview preview = specs.preview(piece.org(), document);
                    boolean fresh = seen.add(preview.specId()) && !preview.known();
                    lease.settle(at, Outcome.of(name, preview, fresh));
                    return;
                }
                batch.add(document).whenComplete((added, failure) -> {
                    if (failure == null) {
                        lease.settle(at, Outcome.of(name, whose(added)));
                        after.accept(added);
                    } else {
                        lease.settle(at, Outcomes.failed(name, failure));
                    }
                });
            } finally {
                readers.release();
            }
        }

        /** What an earlier attempt of this job has added, of which a crash kept it from telling, is this job's all the same. */
        private KeptSpec whose(KeptSpec added) {
            boolean first = seen.add(added.specId());
            boolean ours = piece.lease() > 1
                    && lease.job().startedAt() != null
                    && !added.createdAt().isBefore(lease.job().startedAt());
            return added.created() || !(first && ours) ? added : added.as(true);
        }
    }
}
