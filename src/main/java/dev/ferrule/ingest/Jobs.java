package dev.ferrule.ingest;

import dev.ferrule.http.Page;
import dev.ferrule.ingest.Piece.Input;
import dev.ferrule.ingest.Piece.Kind;
import dev.ferrule.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The ingestions of an organisation. What they have to do is done by the {@link Lanes} of all nodes. */
@Service
class Jobs {

    private static final int FILES_A_PIECE = 32;

    /** Fewer, because one URL may take half a minute. */
    private static final int URLS_A_PIECE = 8;

    private static final int MOST_URLS = 20_000;
    private static final int LONGEST_URL = 2_000;

    private final JobStore jobs;
    private final Pieces pieces;
    private final Uploads uploads;
    private final Starts starts;
    private final Ending ending;
    private final Lanes lanes;

    Jobs(JobStore jobs, Pieces pieces, Uploads uploads, Starts starts, Ending ending, Lanes lanes) {
        this.jobs = jobs;
        this.pieces = pieces;
        this.uploads = uploads;
        this.starts = starts;
        this.ending = ending;
        this.lanes = lanes;
    }

    /** One file of a request. */
    interface Upload {
        String name();

        InputStream open() throws IOException;
    }

    /** The files are kept when this returns; what is wrong with them is found out later. */
    Job startFiles(String org, List<Upload> files, boolean dryRun) {
        String id = new ObjectId().toHexString();
        return start(id, org, () -> keep(id, files), dryRun, null);
    }

    private List<Input> keep(String id, List<Upload> files) {
        Uploads.Writer writer = uploads.writer(id);
        List<Input> inputs = new ArrayList<>();
        try {
            for (Upload file : files) {
                try (InputStream in = file.open()) {
                    inputs.add(writer.add(Archives.printable(file.name()), in));
                }
            }
            writer.flush();
            return inputs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Job startUrls(String org, List<String> urls, boolean dryRun) {
        List<Input> inputs = inputs(urls);
        return start(new ObjectId().toHexString(), org, () -> inputs, dryRun, null);
    }

    /** Whether they can be fetched is found out later. */
    static List<Input> inputs(List<? extends @Nullable String> urls) {
        if (urls.size() > MOST_URLS) {
            throw Problem.invalid("/urls", "There are " + urls.size() + " URLs, but may be " + MOST_URLS + " at most.");
        }
        List<Input> inputs = new ArrayList<>();
        for (String url : urls) {
            if (url == null || url.isBlank() || url.length() > LONGEST_URL) {
                throw Problem.invalid(
                        "/urls/" + inputs.size(), "A URL is text of 1 to " + LONGEST_URL + " characters.");
            }
            inputs.add(Input.url(url.strip()));
        }
        return inputs;
    }

    Job start(String id, String org, Supplier<List<Input>> inputs, boolean dryRun, @Nullable String source) {
        starts.begin(id);
        try {
            List<Piece> made = pieces(id, org, inputs.get());
            Job job = Job.queued(id, org, made, dryRun, source);
            // The job comes last: without it the rest is nothing, and is cleared away.
            pieces.insert(made);
            jobs.insert(job);
            starts.over(id);
            lanes.ring();
            return job;
        } catch (RuntimeException e) {
            starts.clear(id);
            throw e;
        }
    }

    private static List<Piece> pieces(String job, String org, List<Input> inputs) {
        List<Piece> made = new ArrayList<>();
        List<Input> files = new ArrayList<>();
        List<Input> urls = new ArrayList<>();
        for (Input input : inputs) {
            if (input.isArchive()) {
                Kind kind = input.url() == null ? Kind.ARCHIVE : Kind.FETCHED_ARCHIVE;
                made.add(Piece.of(org, job, made.size(), kind, List.of(input)));
            } else if (input.url() != null) {
                urls.add(input);
            } else {
                files.add(input);
            }
        }
        for (int from = 0; from < files.size(); from += FILES_A_PIECE) {
            List<Input> some = files.subList(from, Math.min(files.size(), from + FILES_A_PIECE));
            made.add(Piece.of(org, job, made.size(), Kind.FILES, List.copyOf(some)));
        }
        for (int from = 0; from < urls.size(); from += URLS_A_PIECE) {
            List<Input> some = urls.subList(from, Math.min(urls.size(), from + URLS_A_PIECE));
            made.add(Piece.of(org, job, made.size(), Kind.URLS, List.copyOf(some)));
        }
        return made;
    }

    Job get(String org, String id) {
        return jobs.find(id).filter(job -> job.org().equals(org)).orElseThrow(() -> Problem.notFound("ingestion", id));
    }

    Page<Job> list(String org, @Nullable String source, boolean newest, int limit, @Nullable String cursor) {
        return Page.of(jobs.list(org, source, newest, cursor, Page.checkedLimit(limit) + 1), limit, Job::id);
    }

    /** What has an outcome by now, in no particular order but always the same; the cursor counts pieces and items in them. */
    Page<Outcome> items(String org, String id, Outcome.@Nullable State state, int limit, @Nullable String cursor) {
        Job job = get(org, id);
        ItemCursor after = ItemCursor.of(cursor);
        List<Piece> outlines = pieces.outlinesOf(job);
        List<Outcome> items = new ArrayList<>();
        for (int i = after.piece(); i < outlines.size(); i++) {
            if (!has(outlines.get(i).counts(), state)) {
                continue;
            }
            List<Piece.Done> all = pieces.read(List.of(outlines.get(i).id())).stream()
                    .flatMap(piece -> piece.outcomes().stream())
                    .toList();
            for (int k = i == after.piece() ? after.item() : 0; k < all.size(); k++) {
                Outcome outcome = all.get(k).outcome();
                if (state == null || outcome.state() == state) {
                    if (items.size() == Page.checkedLimit(limit)) {
                        return new Page<>(items, new ItemCursor(i, k).text());
                    }
                    items.add(outcome);
                }
            }
        }
        return new Page<>(items, null);
    }

    private static boolean has(Piece.Counts counts, Outcome.@Nullable State state) {
        if (state == null) {
            return counts.all() > 0;
        }
        return switch (state) {
            case INGESTED -> counts.ingested() > 0;
            case UNCHANGED -> counts.unchanged() > 0;
            case FAILED -> counts.failed() > 0;
        };
    }

    /** What has been added until then stays. */
    Job cancel(String org, String id) {
        Job job = get(org, id);
        if (!ending.cancel(job)
                && jobs.find(id)
                        .filter(now -> now.state() == Job.State.CANCELLED)
                        .isEmpty()) {
            throw new Problem(Problem.Kind.CONFLICT, "ingestion-over", "The ingestion '" + id + "' is over already.");
        }
        lanes.ring();
        return get(org, id);
    }

    /** The failed items only. */
    Job retry(String org, String id) {
        Job job = get(org, id);
        if (job.state().open() || job.state() == Job.State.CANCELLED) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "ingestion-not-finished",
                    "The ingestion '" + id + "' is " + job.state().text()
                            + "; only one that has ended is tried again.");
        }
        List<Piece> failed = pieces.outlinesOf(job).stream()
                .filter(piece -> piece.counts().failed() > 0)
                .toList();
        if (failed.isEmpty()) {
            throw new Problem(
                    Problem.Kind.CONFLICT, "nothing-to-retry", "No item of the ingestion '" + id + "' has failed.");
        }
        pieces.read(failed.stream().map(Piece::id).toList()).forEach(pieces::reopen);
        jobs.again(job);
        lanes.ring();
        return get(org, id);
    }
}
