package dev.ferrule.ingest;

import dev.ferrule.http.ETags;
import dev.ferrule.http.Page;
import dev.ferrule.ingest.Piece.Input;
import dev.ferrule.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/** The sources of an organisation, and their runs: each an ordinary ingestion, one at a time for a source. */
@Service
class Sources {

    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final SourceStore store;
    private final Jobs jobs;
    private final JobStore ingestions;
    private final Visits visits;
    private final IngestSettings settings;

    Sources(SourceStore store, Jobs jobs, JobStore ingestions, Visits visits, IngestSettings settings) {
        this.store = store;
        this.jobs = jobs;
        this.ingestions = ingestions;
        this.visits = visits;
        this.settings = settings;
    }

    Source create(String org, SourceForm form) {
        Source source = form.made(org);
        checkFolder(source);
        return store.save(source);
    }

    Source get(String org, String idOrName) {
        return store.find(org, idOrName).orElseThrow(() -> Problem.notFound("source", idOrName));
    }

    Page<Source> list(String org, int limit, @Nullable String cursor) {
        return Page.of(store.list(org, cursor, Page.checkedLimit(limit) + 1), limit, Source::key);
    }

    Source change(String org, String idOrName, @Nullable String ifMatch, SourceForm form) {
        Source now = get(org, idOrName);
        ETags.check(ifMatch, now.etag(), "source", idOrName);
        Source changed = form.onto(now);
        checkFolder(changed);
        return store.save(changed);
    }

    void delete(String org, String idOrName, @Nullable String ifMatch) {
        Source source = get(org, idOrName);
        ETags.check(ifMatch, source.etag(), "source", idOrName);
        store.remove(source);
        visits.forget(source);
    }

    /** What a run would do now, which the source itself does not notice. */
    Job dryRun(String org, String idOrName) {
        Source source = get(org, idOrName);
        return jobs.start(new ObjectId().toHexString(), org, () -> inputs(source), true, source.key());
    }

    /** Now, whether it is due or not; refused while a run goes on. */
    Job run(String org, String idOrName) {
        Source source = get(org, idOrName);
        Source claimed = isRunning(source)
                ? null
                : store.claim(source, Instant.now(), false).orElse(null);
        if (claimed == null) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "source-running",
                    "A run of the source '" + source.name() + "' goes on: ingestion " + source.lastIngestionId() + ".");
        }
        return start(claimed);
    }

    /** Starts what is due. A source whose last run goes on waits for its end, and then runs once. */
    void startDue(Instant now) {
        for (Source source : store.stuck(now.minus(LONGEST_START))) {
            start(source);
        }
        for (Source source : store.due(now)) {
            if (!isRunning(source)) {
                store.claim(source, now, true).ifPresent(this::start);
            }
        }
    }

    private boolean isRunning(Source source) {
        String last = source.lastIngestionId();
        return source.starting()
                || last != null
                        && ingestions
                                .find(last)
                                .filter(job -> job.state().open())
                                .isPresent();
    }

    /** Safe to repeat: the ingestion's id is in the source already. */
    private Job start(Source source) {
        String id = String.valueOf(source.lastIngestionId());
        try {
            return jobs.start(id, source.org(), () -> inputs(source), false, source.key());
        } catch (DuplicateKeyException e) {
            return jobs.get(source.org(), id);
        } finally {
            store.started(source);
            LOG.info("A run of source {} has begun: ingestion {}", source.name(), id);
        }
    }

    private List<Input> inputs(Source source) {
        Predicate<String> filter = SourceForm.matcher(source.filter());
        List<Input> inputs = new ArrayList<>();
        for (String url : source.urls()) {
            take(Input.url(url), SourceForm.schemeless(url), source.filter(), filter, inputs);
        }
        String folder = source.folder();
        if (folder != null) {
            try {
                Path root = allowed(folder);
                FileItems.walk(root, failure -> {})
                        .forEach(file -> take(
                                Input.file(file.toString()).within(root.toString()),
                                root.relativize(file).toString(),
                                source.filter(),
                                filter,
                                inputs));
            } catch (Problem e) {
                inputs.add(Input.file(folder)); // which will fail, and say so where it is looked for
            }
        }
        return inputs;
    }

    /** An archive that the filter does not name may still hold documents that it does. */
    private static void take(
            Input input, String name, @Nullable String glob, Predicate<String> filter, List<Input> inputs) {
        if (filter.test(name)) {
            inputs.add(input);
        } else if (input.isArchive()) {
            inputs.add(input.only(glob));
        }
    }

    private void checkFolder(Source source) {
        String folder = source.folder();
        if (folder != null) {
            allowed(folder);
        }
    }

    private Path allowed(String folder) {
        try {
            Path path = Path.of(folder).toRealPath();
            for (Path root : settings.folders()) {
                if (path.startsWith(root.toRealPath())) {
                    return path;
                }
            }
        } catch (IOException | java.nio.file.InvalidPathException e) {
            // What is not there and what is not allowed look the same from outside.
        }
        throw Problem.invalid(
                "/folder",
                "There is no such folder among those that the operator lets sources read (ferrule.ingest.folders).");
    }

    /** Looks for what is due, in a service only. */
    @Component
    @ConditionalOnWebApplication
    static final class Clock {

        private final Sources sources;

        Clock(Sources sources) {
            this.sources = sources;
        }

        @Scheduled(initialDelay = 5_000, fixedDelay = 5_000)
        void tick() {
            sources.startDue(Instant.now());
        }
    }
}
