package dev.ferrule.tester;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.connection.Redaction;
import dev.ferrule.connector.ConnectorPart;
import dev.ferrule.connector.Connectors;
import dev.ferrule.contract.Mismatch;
import dev.ferrule.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Keeps where a connector's specs were wrong, in one document for each connector, and what was accepted of it. */
@Component
class Findings implements ConnectorPart {

    private static final int MOST = 500;
    private static final int ROUNDS = 20;

    private final MongoTemplate mongo;
    private final Connectors connectors;
    private final Briefly<List<Finding>> accepted = new Briefly<>(1_000, Clock.systemUTC());

    Findings(MongoTemplate mongo, Connectors connectors) {
        this.mongo = mongo;
        this.connectors = connectors;
    }

    @Document("contractFindings")
    record OfConnector(
            @MongoId String id,
            String org,
            List<Finding> findings,
            @Version @Nullable Long version) {}

    List<Finding> of(String org, String connectorId) {
        return stored(org, connectors.get(org, connectorId).id()).findings();
    }

    /** Those in which the connector takes the system's word, of one endpoint. */
    List<Finding> accepted(String org, String connectorId, String endpointId) {
        List<Finding> all = accepted.get(
                org + ":" + connectorId,
                () -> stored(org, connectorId).findings().stream()
                        .filter(Finding::accepted)
                        .toList());
        return all.isEmpty()
                ? all
                : all.stream()
                        .filter(finding -> finding.endpointId().equals(endpointId))
                        .toList();
    }

    /** What of the mismatches is still to be told; live ones are remembered. */
    List<TestReport.Mismatch> told(Subject subject, List<Mismatch> mismatches, Redaction secrets, boolean live) {
        if (mismatches.isEmpty()) {
            return List.of();
        }
        String connector = subject.connector().id();
        List<Finding> known = stored(subject.org(), connector).findings();
        Map<String, Finding> seen = new LinkedHashMap<>();
        List<TestReport.Mismatch> told = new ArrayList<>();
        for (Mismatch mismatch : mismatches) {
            TestReport.Mismatch shown = AnswerCheck.shown(mismatch, secrets, null);
            Finding finding = finding(subject.endpoint().id(), mismatch, shown);
            boolean accepted = known.stream().anyMatch(one -> one.id().equals(finding.id()) && one.accepted());
            if (!accepted) {
                seen.put(finding.id(), finding);
                told.add(AnswerCheck.shown(mismatch, secrets, live ? finding.id() : null));
            }
        }
        if (live && !seen.isEmpty()) {
            change(subject.org(), connector, all -> merged(all, seen));
        }
        return told;
    }

    @Override
    public void forgetConnector(String org, String connectorId) {
        mongo.remove(Query.query(where("_id").is(connectorId).and("org").is(org)), OfConnector.class);
    }

    Finding accept(String org, String connectorId, String id) {
        connectors.get(org, connectorId);
        List<Finding> changed = change(org, connectorId, all -> {
            if (all.stream().noneMatch(one -> one.id().equals(id))) {
                throw Problem.notFound("finding", id);
            }
            return all.stream()
                    .map(one -> one.id().equals(id) ? one.taken() : one)
                    .toList();
        });
        accepted.forget(org + ":" + connectorId);
        return changed.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    private static List<Finding> merged(List<Finding> all, Map<String, Finding> seen) {
        Instant now = now();
        Map<String, Finding> merged = new LinkedHashMap<>();
        all.forEach(one -> merged.put(one.id(), seen.containsKey(one.id()) ? one.seenAgain(now) : one));
        seen.forEach((id, finding) -> {
            if (merged.size() < MOST) {
                merged.putIfAbsent(id, finding);
            }
        });
        return List.copyOf(merged.values());
    }

    private static Finding finding(String endpointId, Mismatch mismatch, TestReport.Mismatch shown) {
        String place = shown.pointer().replaceAll("/[0-9]+(?=/|$)", "/*");
        // A status or a media type that the spec does not have is another finding for each of them.
        boolean each = place.equals("/status") || place.equals("/headers/Content-Type");
        String id = hash(String.join(
                "\n", endpointId, place, mismatch.specPointer(), mismatch.message(), each ? mismatch.found() : ""));
        Instant now = now();
        return new Finding(
                id,
                endpointId,
                place,
                shown.message(),
                shown.expected(),
                shown.found(),
                mismatch.specPointer(),
                1,
                now,
                now,
                false);
    }

    private OfConnector stored(String org, String connectorId) {
        OfConnector found = mongo.findById(connectorId, OfConnector.class);
        return found == null || !found.org().equals(org) ? new OfConnector(connectorId, org, List.of(), null) : found;
    }

    private List<Finding> change(String org, String connectorId, UnaryOperator<List<Finding>> edit) {
        for (int round = 0; round < ROUNDS; round++) {
            OfConnector before = stored(org, connectorId);
            List<Finding> after = edit.apply(before.findings());
            try {
                mongo.save(new OfConnector(connectorId, org, after, before.version()));
                return after;
            } catch (OptimisticLockingFailureException | DuplicateKeyException faster) {
                continue;
            }
        }
        throw new Problem(
                Problem.Kind.UNAVAILABLE,
                "too-many-writers",
                "Too many others were changing the same thing: try again in a moment.");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
