package dev.ferrule.catalogue;

import dev.ferrule.llm.LanguageModel;
import dev.ferrule.llm.ModelFailure;
import dev.ferrule.llm.Progress;
import dev.ferrule.llm.Role;
import dev.ferrule.llm.Turn;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks a language model how people would ask for operations, in the background, by one thread, and only where that is wanted.
 * Nothing waits for it, nothing fails by it: a spec that it has not come to is found by its own words. What it may spend from
 * one start to the next is bounded, and what is left comes at the next start.
 */
@Component
class Enrichment implements SmartLifecycle, Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Enrichment.class);

    private static final int AT_ONCE = 12;
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_FAILURES = 3;
    private static final long STOP_MILLIS = 5_000;

    /** Of an answer, for each operation; and of the prompt beside the operations. */
    private static final int TOKENS_EACH = 40;

    private static final int TOKENS_BESIDE = 400;

    private final SpecRows rows;
    private final OperationReads reads;
    private final Indexing indexing;
    private final Phrases phrases;
    private final LanguageModel model;
    private final CatalogueSettings.Enrichment settings;
    private final boolean wanted;

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile boolean stopped = true;
    private volatile Thread thread = new Thread();

    Enrichment(
            SpecRows rows,
            OperationReads reads,
            Indexing indexing,
            Phrases phrases,
            LanguageModel model,
            CatalogueSettings settings,
            ApplicationContext context) {
        this.rows = rows;
        this.reads = reads;
        this.indexing = indexing;
        this.phrases = phrases;
        this.model = model;
        this.settings = settings.enrichment();
        this.wanted = context instanceof WebServerApplicationContext && this.settings.enabled();
    }

    private record Waiting(String org, String specId) {}

    /** What is left to spend. For one thread. */
    private static final class Left {

        int operations;
        int tokens;
        int failures = MOST_FAILURES;

        boolean none() {
            return operations <= 0 || tokens <= 0 || failures <= 0;
        }
    }

    /** Beyond what can wait, it comes at the next start. */
    void offer(Spec spec) {
        if (wanted && !stopped) {
            boolean ignored = queue.offer(new Waiting(spec.org(), spec.id()));
        }
    }

    @Override
    public boolean isAutoStartup() {
        return wanted;
    }

    @Override
    public void start() {
        if (!model.isConfigured()) {
            LOG.warn("Operations are not enriched without a language model: {}", model.missing());
            return;
        }
        stopped = false;
        thread = new Thread(this::run, "catalogue-enrichment");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    @Override
    public void stop() {
        stopped = true;
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !stopped;
    }

    @Override
    public void step(String kind, String text) {
        LOG.debug("{}: {}", kind, text);
    }

    @Override
    public boolean isCancelled() {
        return stopped;
    }

    private void run() {
        Left left = new Left();
        left.operations = settings.operations();
        left.tokens = settings.tokens();
        try {
            rows.each(stored -> offer(stored.spec()));
            while (!stopped && !left.none()) {
                Waiting next = queue.poll(1, TimeUnit.SECONDS);
                if (next != null) {
                    rows.find(next.org, next.specId)
                            .filter(stored -> stored.spec().current())
                            .ifPresent(stored -> enrich(stored, left));
                }
            }
            if (!stopped) {
                LOG.info(
                        "Enrichment rests until the next start: {} operations and {} tokens were left of its budget",
                        left.operations,
                        left.tokens);
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopped");
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.error("Enrichment has ended; it goes on at the next start", e);
            }
        } finally {
            stopped = true;
            queue.clear();
        }
    }

    private void enrich(StoredSpec stored, Left left) {
        List<String> lacking = lacking(stored);
        boolean changed = false;
        try {
            for (int from = 0; from < lacking.size() && !left.none() && !stopped; ) {
                List<String> some =
                        lacking.subList(from, Math.min(lacking.size(), from + Math.min(AT_ONCE, left.operations)));
                if (estimate(some) > left.tokens) {
                    left.tokens = 0;
                    break;
                }
                ask(stored.spec(), some, left);
                changed = true;
                from += some.size();
            }
        } catch (ModelFailure failure) {
            left.failures--;
            LOG.warn("{} was not enriched further: {}", stored.spec().id(), failure.description());
        } catch (Problem cancelled) {
            LOG.debug("Stopped");
        } finally {
            if (changed) {
                indexing.renew(stored);
            }
        }
    }

    private static int estimate(List<String> texts) {
        int length = texts.stream().mapToInt(String::length).sum();
        return TOKENS_BESIDE + length / 4 + TOKENS_EACH * texts.size();
    }

    /** Texts of operations that nobody was asked about. */
    private List<String> lacking(StoredSpec stored) {
        Map<String, String> lacking = new LinkedHashMap<>();
        reads.each(stored, operations -> {
            Spec spec = stored.spec();
            Map<String, List<String>> known = phrases.of(spec.org(), OperationWords.of(spec.id(), operations));
            operations.stream()
                    .filter(operation -> !known.containsKey(operation.operationId()))
                    .map(Phrases::textOf)
                    .forEach(text -> lacking.put(text, text));
        });
        return new ArrayList<>(lacking.values());
    }

    private void ask(Spec spec, List<String> texts, Left left) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            list.append(i + 1).append(". ").append(texts.get(i)).append('\n');
        }
        Turn turn = model.turn(this);
        Map<Integer, List<String>> said;
        try {
            said = turn.ask(
                            Role.ENRICH,
                            Map.of(
                                    "system",
                                    String.valueOf(Card.firstWords(spec.title())),
                                    "operations",
                                    list.toString()),
                            PhrasesAnswer.class,
                            answer -> answer.faults(texts.size()))
                    .byNumber(texts.size());
        } finally {
            left.tokens -= turn.spent().promptTokens() + turn.spent().completionTokens();
        }
        left.failures = MOST_FAILURES;
        left.operations -= texts.size();
        String prompts = String.join(" ", turn.prompts());
        for (int i = 0; i < texts.size(); i++) {
            phrases.put(spec.org(), texts.get(i), said.getOrDefault(i + 1, List.of()), model.name(), prompts);
        }
    }
}
