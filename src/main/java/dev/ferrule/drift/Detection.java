package dev.ferrule.drift;

import dev.ferrule.catalogue.ApiKey;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.VersionWatch;
import dev.ferrule.catalogue.Versions;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.Connectors;
import dev.ferrule.drift.OperationChange.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Finds out who is touched when an API gets a newer version, and tells the feed, by one thread in the background. What was
 * told is marked in the database, and now and then all APIs are held against their marks: so a version that came while
 * nobody looked, by a command or another node, or just before the process was killed, is made up for.
 */
@Component
class Detection implements VersionWatch, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Detection.class);
    private static final long SWEEP_SECONDS = 300;
    private static final int REMOVED = 200;

    private final Versions versions;
    private final Connectors connectors;
    private final Comparisons comparisons;
    private final Drifts drifts;
    private final Feed feed;
    private final MongoTemplate mongo;
    private final boolean service;
    private final Set<ApiKey> waiting = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ScheduledExecutorService thread;
    private volatile boolean running;

    Detection(
            Versions versions,
            Connectors connectors,
            Comparisons comparisons,
            Drifts drifts,
            Feed feed,
            MongoTemplate mongo,
            ApplicationContext context) {
        this.versions = versions;
        this.connectors = connectors;
        this.comparisons = comparisons;
        this.drifts = drifts;
        this.feed = feed;
        this.mongo = mongo;
        this.service = context instanceof WebServerApplicationContext;
    }

    @Override
    public void newest(ApiKey api) {
        ScheduledExecutorService worker = thread;
        // Several versions that come one after the other are looked at once.
        if (running && worker != null && waiting.add(api)) {
            try {
                worker.execute(() -> {
                    waiting.remove(api);
                    look(api);
                });
            } catch (RejectedExecutionException stopping) {
                waiting.remove(api);
            }
        }
    }

    void sweep() {
        try {
            Map<String, String> marks = new HashMap<>();
            mongo.findAll(Mark.class).forEach(mark -> marks.put(mark.id(), mark.specId()));
            Map<ApiKey, String> replaced = versions.replaced();
            replaced.forEach((api, newest) -> {
                if (running && !newest.equals(marks.remove(Mark.idOf(api.org(), api.apiId())))) {
                    look(api);
                }
            });
            prune(marks.keySet());
        } catch (RuntimeException e) {
            LOG.warn("Newer versions of specs could not be looked for: {}", e.toString());
        }
    }

    /** An API that has one version, or is gone, has nothing to be told again; if it were, the feed knows it was told. */
    private void prune(Set<String> marks) {
        if (!marks.isEmpty()) {
            mongo.remove(Query.query(Criteria.where("_id").in(marks)), Mark.class);
        }
    }

    private void look(ApiKey api) {
        if (!running) {
            return;
        }
        try {
            tell(api);
        } catch (RuntimeException e) {
            LOG.warn("Who is touched by a newer version could not be found out; it is tried again: {}", e.toString());
        }
    }

    void tell(ApiKey api) {
        String id = Mark.idOf(api.org(), api.apiId());
        Mark known = mongo.findById(id, Mark.class);
        List<Spec> all = versions.of(api);
        Spec newest = versions.newest(api).orElse(null);
        if (newest == null || all.size() < 2 || known != null && known.specId().equals(newest.id())) {
            return;
        }
        Spec since = Optional.ofNullable(known)
                .flatMap(mark -> all.stream()
                        .filter(spec -> spec.id().equals(mark.specId()))
                        .findFirst())
                .or(() -> versions.before(newest))
                .orElse(null);
        if (since != null) {
            Map<String, Connector> users = new LinkedHashMap<>();
            all.stream()
                    .filter(spec -> !spec.id().equals(newest.id()))
                    .forEach(spec -> connectors
                            .usersOfSpec(api.org(), spec.id())
                            .forEach(connector -> users.put(connector.id(), connector)));
            // Comparing costs; where nobody depends on it, whoever wants to know asks for it.
            feed.specChanged(
                    newest,
                    since,
                    users.isEmpty() ? null : comparisons.of(since, newest).summary());
            users.values().forEach(connector -> tell(newest, drifts.of(api.org(), connector.id())));
        }
        Mark unused = mongo.save(new Mark(id, api.org(), newest.id()));
    }

    private void tell(Spec newest, DriftReport report) {
        if (report.severity() == Severity.BREAKING) {
            feed.breaking(newest, report);
        }
        Map<String, EndpointDrift> removed = new LinkedHashMap<>();
        report.draft().endpoints().forEach(endpoint -> removed.put(endpoint.endpointId(), endpoint));
        report.templates()
                .forEach(template ->
                        template.endpoints().forEach(endpoint -> removed.put(endpoint.endpointId(), endpoint)));
        removed.values().stream()
                .filter(endpoint -> endpoint.kind() == Kind.REMOVED)
                .limit(REMOVED)
                .forEach(endpoint -> feed.removed(newest, report, endpoint));
    }

    @Override
    public boolean isAutoStartup() {
        return service;
    }

    /** Also after a stop. */
    @Override
    public void start() {
        ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "drift-detection");
            made.setDaemon(true);
            made.setPriority(Thread.MIN_PRIORITY);
            return made;
        });
        thread = worker;
        running = true;
        var unused = worker.scheduleWithFixedDelay(this::sweep, 5, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        ScheduledExecutorService worker = thread;
        if (worker != null) {
            worker.shutdown();
        }
        waiting.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
