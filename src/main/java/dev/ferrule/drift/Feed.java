package dev.ferrule.drift;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.catalogue.Spec;
import dev.ferrule.connector.Connector;
import dev.ferrule.drift.DriftReport.TemplateDrift;
import dev.ferrule.http.Page;
import dev.ferrule.ingest.FailedRun;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Service;

/**
 * What happened, in an order that never changes. Whoever appends takes the number after the last one, and another when
 * somebody was faster: so nothing appears before what a reader has seen already.
 */
@Service
class Feed {

    private static final int KEPT = 10_000;
    private static final int TRIES = 1_000;
    private static final int IDS = 50;

    private final MongoTemplate mongo;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    Feed(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(FeedEvent.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("key", Sort.Direction.ASC)
                        .unique()
                        .named("org_key"));
    }

    /** Is told after something was appended here; must return at once. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** @param after id of the last one that is known; null: from the oldest that is kept */
    Page<FeedEvent> read(String org, @Nullable String after, int limit) {
        return Page.of(after(org, after, Page.checkedLimit(limit) + 1), limit, FeedEvent::number);
    }

    /** From the newest, or from the one before {@code before}, to the oldest that is kept. */
    Page<FeedEvent> back(String org, @Nullable String before, int limit) {
        Criteria criteria = where("org").is(org);
        if (before != null) {
            criteria = criteria.and("number").lt(before);
        }
        Query query = Query.query(criteria)
                .with(Sort.by(Sort.Direction.DESC, "number"))
                .limit(Page.checkedLimit(limit) + 1);
        return Page.of(mongo.find(query, FeedEvent.class), limit, FeedEvent::number);
    }

    List<FeedEvent> after(String org, @Nullable String after, int most) {
        Criteria criteria = where("org").is(org);
        if (after != null) {
            criteria = criteria.and("number").gt(after);
        }
        return mongo.find(Query.query(criteria).with(Sort.by("number")).limit(most), FeedEvent.class);
    }

    /** The number of the newest; empty text when there is none. */
    String last(String org) {
        Query query = Query.query(where("org").is(org))
                .with(Sort.by(Sort.Direction.DESC, "number"))
                .limit(1);
        FeedEvent last = mongo.findOne(query, FeedEvent.class);
        return last == null ? "" : last.number();
    }

    void specChanged(Spec spec, Spec since, Comparison.@Nullable Summary summary) {
        String message = "'" + spec.title() + "' has a newer version: " + spec.version() + " after " + since.version()
                + (summary == null
                        ? "."
                        : "; " + summary.breaking() + " operations break callers, " + summary.compatible() + " do not, "
                                + summary.documentation() + " have other words.");
        append(event(
                spec.org(),
                "spec:" + spec.id(),
                FeedEvent.SPEC_CHANGED,
                null,
                message,
                spec,
                since.id(),
                null,
                null,
                null,
                summary));
    }

    void breaking(Spec spec, DriftReport report) {
        List<TemplateDrift> touched = report.templates().stream()
                .filter(template -> template.severity() == Severity.BREAKING)
                .toList();
        String message = "The newest version of its API breaks the connector '" + report.name() + "' for "
                + touched.size() + (touched.size() == 1 ? " template." : " templates.");
        append(event(
                spec.org(),
                "breaking:" + spec.id() + ":" + report.connectorId(),
                FeedEvent.CONNECTOR_BREAKING,
                Severity.BREAKING,
                message,
                spec,
                null,
                report.connectorId(),
                touched.stream().map(TemplateDrift::templateId).limit(IDS).toList(),
                report.draft().endpoints().stream()
                        .filter(endpoint -> endpoint.severity() == Severity.BREAKING)
                        .map(EndpointDrift::endpointId)
                        .limit(IDS)
                        .toList(),
                null));
    }

    void removed(Spec spec, DriftReport report, EndpointDrift endpoint) {
        List<String> users = report.templates().stream()
                .filter(template -> template.endpoints().stream()
                        .anyMatch(one -> one.endpointId().equals(endpoint.endpointId())))
                .map(TemplateDrift::templateId)
                .limit(IDS)
                .toList();
        append(event(
                spec.org(),
                "removed:" + spec.id() + ":" + report.connectorId() + ":" + endpoint.endpointId(),
                FeedEvent.ENDPOINT_REMOVED,
                Severity.BREAKING,
                "The API of '" + report.name() + "' has " + endpoint.method() + " " + endpoint.path() + " no more.",
                spec,
                null,
                report.connectorId(),
                users,
                List.of(endpoint.endpointId()),
                null));
    }

    void upgraded(String org, Connector connector, Upgrade upgrade) {
        told(org, connector, upgrade, FeedEvent.CONNECTOR_UPGRADED, "upgraded to revision " + upgrade.toRevision());
    }

    void undone(String org, Connector connector, Upgrade upgrade) {
        told(
                org,
                connector,
                upgrade,
                FeedEvent.UPGRADE_UNDONE,
                "back to what it was by revision " + upgrade.undoneBy());
    }

    private void told(String org, Connector connector, Upgrade upgrade, String type, String what) {
        append(event(
                org,
                type + ":" + upgrade.id(),
                type,
                null,
                "The connector '" + connector.definition().name() + "' is " + what + ".",
                null,
                null,
                connector.id(),
                upgrade.templates().stream()
                        .map(Upgrade.Before::templateId)
                        .limit(IDS)
                        .toList(),
                null,
                null));
    }

    void sourceFailed(FailedRun run) {
        append(new FeedEvent(
                "",
                run.org(),
                "",
                "source-failed:" + run.ingestionId(),
                FeedEvent.SOURCE_FAILED,
                now(),
                null,
                run.message(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                run.sourceId(),
                run.owner(),
                run.ingestionId()));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static FeedEvent event(
            String org,
            String key,
            String type,
            @Nullable Severity severity,
            String message,
            @Nullable Spec spec,
            @Nullable String since,
            @Nullable String connectorId,
            @Nullable List<String> templateIds,
            @Nullable List<String> endpointIds,
            Comparison.@Nullable Summary summary) {
        return new FeedEvent(
                "",
                org,
                "",
                key,
                type,
                now(),
                severity,
                message,
                spec == null ? null : spec.apiId(),
                spec == null ? null : spec.id(),
                since,
                connectorId,
                templateIds,
                endpointIds,
                summary,
                null,
                null,
                null);
    }

    /** Once for each key. */
    private void append(FeedEvent event) {
        for (int i = 0; i < TRIES; i++) {
            if (mongo.exists(Query.query(where("org").is(event.org()).and("key").is(event.key())), FeedEvent.class)) {
                return;
            }
            String last = last(event.org());
            long number = last.isEmpty() ? 1 : Long.parseLong(last) + 1;
            String text = String.format(Locale.ROOT, "%012d", number);
            try {
                FeedEvent unused = mongo.insert(event.at(event.org() + "/" + text, text));
                forget(event.org(), number);
                listeners.forEach(Runnable::run);
                return;
            } catch (DuplicateKeyException e) {
                // Somebody else took the number, or told the same.
            }
        }
        throw new IllegalStateException("The feed grows faster than it can be written");
    }

    private void forget(String org, long number) {
        if (number > KEPT && number % 100 == 0) {
            String oldest = String.format(Locale.ROOT, "%012d", number - KEPT);
            mongo.remove(Query.query(where("org").is(org).and("number").lt(oldest)), FeedEvent.class);
        }
    }
}
