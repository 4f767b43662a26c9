package dev.ferrule.ingest;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A part of a job that one node does at a time: some documents, or an archive to be looked through and divided. Whoever
 * has it holds a lease and renews it; each lease has a number of its own, without which nothing can be written here.
 *
 * @param id of the job, then numbers: {@link #childIds} are made without asking anybody, so that two nodes that divide
 *     the same archive make the same pieces
 * @param inputs what to read; of an archive, or of a range of its entries, the one archive
 * @param from index of the first entry, for a range of an archive
 * @param to index after its last one
 * @param owner which node has the lease; null: nobody
 * @param until when the lease ends unless it is renewed
 * @param lease number of the last lease
 * @param crashes leases in a row that nobody gave back
 * @param trying index of the item that was being read when there had been crashes before; -1: none
 * @param children how many pieces an archive was divided into
 */
@Document("ingestion_pieces")
record Piece(
        @Id String id,
        String org,
        String job,
        Kind kind,
        List<Input> inputs,
        int from,
        int to,
        boolean done,
        @Nullable String owner,
        @Nullable Instant until,
        int lease,
        int crashes,
        int trying,
        int children,
        Counts counts,
        List<Done> outcomes) {

    Piece {
        // They are left out when only an outline is read.
        inputs = inputs == null ? List.of() : inputs;
        outcomes = outcomes == null ? List.of() : outcomes;
    }

    /** What a piece holds. */
    enum Kind {
        FILES,
        URLS,
        ARCHIVE,
        /** An archive behind a URL. */
        FETCHED_ARCHIVE,
        ENTRIES;

        boolean divided() {
            return this == ARCHIVE || this == FETCHED_ARCHIVE;
        }
    }

    /**
     * Where a document or archive is: at a URL, in a file of the server's, or among the uploads.
     *
     * @param upload number of the upload within the job
     * @param parts in how many parts it was kept
     * @param folder of the server's that the file is one of; null: it stands alone
     * @param filter a glob that the names of an archive's documents must match; null: all are meant
     * @param digest of an archive behind a URL, once it was looked through; null before, and for all else
     */
    record Input(
            String name,
            @Nullable String url,
            @Nullable String path,
            int upload,
            int parts,
            @Nullable String folder,
            @Nullable String filter,
            @Nullable String digest) {

        static Input url(String url) {
            return new Input(UrlItems.withoutQuery(url), url, null, 0, 0, null, null, null);
        }

        static Input file(String path) {
            return new Input(path, null, path, 0, 0, null, null, null);
        }

        static Input upload(String name, int number, int parts) {
            return new Input(name, null, null, number, parts, null, null, null);
        }

        boolean isArchive() {
            return url == null ? Archives.isArchive(name) : UrlItems.archiveKind(url) != null;
        }

        Input within(String root) {
            return new Input(name, url, path, upload, parts, root, filter, digest);
        }

        Input only(@Nullable String glob) {
            return new Input(name, url, path, upload, parts, folder, glob, digest);
        }

        Input known(@Nullable String by) {
            return new Input(name, url, path, upload, parts, folder, filter, by);
        }

        Archive archive(Path file) {
            return new Archive(file, name, SourceForm.matcher(filter));
        }
    }

    /** @param at index among the inputs, or among the archive's documents; -1: the archive as a whole */
    record Done(int at, Outcome outcome) {}

    /** How many items have which outcome. */
    record Counts(int ingested, int unchanged, int failed) {

        static final Counts NONE = new Counts(0, 0, 0);

        static Counts of(List<Done> outcomes) {
            int[] counts = new int[Outcome.State.values().length];
            outcomes.forEach(done -> counts[done.outcome().state().ordinal()]++);
            return new Counts(
                    counts[Outcome.State.INGESTED.ordinal()],
                    counts[Outcome.State.UNCHANGED.ordinal()],
                    counts[Outcome.State.FAILED.ordinal()]);
        }

        Counts plus(Counts other) {
            return new Counts(ingested + other.ingested, unchanged + other.unchanged, failed + other.failed);
        }

        int all() {
            return ingested + unchanged + failed;
        }
    }

    static String id(String job, int number) {
        return job + "/" + number;
    }

    static Piece of(String org, String job, int number, Kind kind, List<Input> inputs) {
        int items = kind.divided() ? 0 : inputs.size();
        return made(id(job, number), org, job, kind, inputs, 0, items);
    }

    private static Piece made(String id, String org, String job, Kind kind, List<Input> inputs, int from, int to) {
        return new Piece(id, org, job, kind, inputs, from, to, false, null, null, 0, 0, -1, 0, Counts.NONE, List.of());
    }

    /** Pieces for so many entries of the archive, of at most so many each. */
    List<Piece> divided(Input archive, int entries, int size) {
        List<Piece> ranges = new ArrayList<>();
        for (int start = 0; start < entries; start += size) {
            String child = id(id, ranges.size());
            ranges.add(made(child, org, job, Kind.ENTRIES, List.of(archive), start, Math.min(entries, start + size)));
        }
        return ranges;
    }

    List<String> childIds() {
        List<String> ids = new ArrayList<>(children);
        for (int i = 0; i < children; i++) {
            ids.add(id(id, i));
        }
        return Collections.unmodifiableList(ids);
    }

    /** Those that it was made for, and the archive's own failure if there is one. */
    int items() {
        return kind.divided() ? counts.all() : to - from;
    }

    boolean free(String node, Instant now) {
        return !done && (owner == null || owner.equals(node) || until == null || until.isBefore(now));
    }
}
