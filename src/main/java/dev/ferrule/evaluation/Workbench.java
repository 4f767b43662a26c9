package dev.ferrule.evaluation;

import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.catalogue.Upkeep;
import dev.ferrule.http.Page;
import dev.ferrule.planning.PlanRequest;
import dev.ferrule.planning.Planning;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Asks the service itself: puts a corpus's specs into the catalogue of an organisation of its own, and has it plan. */
@Component
class Workbench {

    private static final int WARM_UP = 3;
    private static final long PATIENCE_MINUTES = 5;

    private final Specs specs;
    private final Catalogue catalogue;
    private final Planning planning;
    private final Upkeep upkeep;

    Workbench(Specs specs, Catalogue catalogue, Planning planning, Upkeep upkeep) {
        this.specs = specs;
        this.catalogue = catalogue;
        this.planning = planning;
        this.upkeep = upkeep;
    }

    /** Which id the catalogue gave each spec of the corpus. */
    record Stocked(Corpus corpus, String org, Map<String, String> idsByName, Map<String, String> namesById) {}

    /** Returns when every operation is found by words and by meaning, and nothing else is. */
    Stocked stock(Corpus corpus, Consumer<String> progress) {
        String org = "evaluation " + corpus.name();
        Map<String, String> ids = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        corpus.specs().forEach((name, document) -> {
            String id = specs.add(org, document).spec().id();
            ids.put(name, id);
            names.put(id, name);
        });
        List<Spec> others =
                all(org).stream().filter(spec -> !names.containsKey(spec.id())).toList();
        others.forEach(spec -> specs.delete(org, spec.id()));
        awaitMeanings(org, List.copyOf(names.keySet()), corpus, progress);
        return new Stocked(corpus, org, ids, names);
    }

    private List<Spec> all(String org) {
        List<Spec> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Spec> page = specs.list(org, null, Page.MAX_LIMIT, cursor);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    /** Does the embedding itself where no service does it in the background. */
    private void awaitMeanings(String org, List<String> ids, Corpus corpus, Consumer<String> progress) {
        if (!upkeep.isRunning()) {
            upkeep.prepareToFind();
            upkeep.embedAll(left -> progress.accept(corpus.name() + ": " + left + " specs still without vectors"));
        }
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        while (!catalogue.knowsAllMeanings(org, ids)) {
            if (System.nanoTime() > end) {
                throw new Problem(
                        Kind.UNAVAILABLE,
                        "vectors-not-ready",
                        "The specs of '" + corpus.name() + "' do not get their vectors: see the log.");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Plans every case of the run, after a few that are not timed. */
    List<Attempt> attempt(Run run, EvaluationRequest request, Consumer<String> progress) {
        Stocked stocked = run.stocked();
        List<Attempt> attempts = new ArrayList<>();
        List<Corpus.Case> cases = run.cases();
        progress.accept(run.name() + ": planning " + cases.size() + " requirements");
        if (!request.byModel()) {
            cases.stream().limit(WARM_UP).forEach(one -> attempt(stocked, one, run.given(), request));
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, request.parallel()));
        try {
            List<Future<Attempt>> running = cases.stream()
                    .map(one -> threads.submit(() -> attempt(stocked, one, run.given(), request)))
                    .toList();
            for (Future<Attempt> one : running) {
                Attempt attempt = one.get();
                attempts.add(attempt);
                if (request.byModel()) {
                    progress.accept(Use.line(attempt));
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
        return attempts;
    }

    private Attempt attempt(Stocked stocked, Corpus.Case one, boolean given, EvaluationRequest request) {
        List<String> ids =
                given ? one.specs().stream().map(stocked.idsByName::get).toList() : List.of();
        PlanRequest wanted = new PlanRequest(one.requirement(), ids, null, request.mode(), request.engine());
        return Attempt.of(one, given, stocked.namesById, () -> planning.rank(stocked.org, wanted));
    }
}
