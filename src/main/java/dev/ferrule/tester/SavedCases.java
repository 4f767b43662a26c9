package dev.ferrule.tester;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.connector.ConnectorPart;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The pinned tests of every connector, in one document for each, and how they come out. */
@Component
class SavedCases implements ConnectorPart {

    static final int MOST = 100;

    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final MongoTemplate mongo;
    private final Tester tester;
    private final Inputs inputs;

    SavedCases(MongoTemplate mongo, Tester tester, Inputs inputs) {
        this.mongo = mongo;
        this.tester = tester;
        this.inputs = inputs;
    }

    @Document("testCases")
    record OfConnector(@MongoId String id, String org, List<SavedCase> cases) {}

    /** @param outcome {@code passed}, {@code failed} or {@code skipped} */
    record Result(SavedCase test, String outcome, List<String> reasons, double durationMs) {}

    record Suite(Target target, int total, int passed, int failed, int skipped, List<Result> results) {}

    List<SavedCase> of(String org, String connectorId) {
        OfConnector found = mongo.findById(connectorId, OfConnector.class);
        return found == null || !found.org().equals(org) ? List.of() : found.cases();
    }

    SavedCase add(String org, String connectorId, SavedCase made) {
        if (of(org, connectorId).size() >= MOST) {
            throw new Problem(
                    Problem.Kind.CONFLICT, "too-many-cases", "A connector may have " + MOST + " saved cases.");
        }
        mongo.upsert(
                Query.query(where("_id").is(connectorId)),
                new Update().setOnInsert("org", org).push("cases", made),
                OfConnector.class);
        return made;
    }

    void remove(String org, String connectorId, String id) {
        if (of(org, connectorId).stream().noneMatch(one -> one.id().equals(id))) {
            throw Problem.notFound("case", id);
        }
        mongo.updateFirst(
                Query.query(where("_id").is(connectorId)),
                new Update().pull("cases", Query.query(where("_id").is(id))),
                OfConnector.class);
    }

    @Override
    public void forgetConnector(String org, String connectorId) {
        mongo.remove(Query.query(where("_id").is(connectorId).and("org").is(org)), OfConnector.class);
    }

    /** One after the other; what writes to a live system is left out, since nobody can have confirmed it. */
    Suite run(String org, String connectorId, Target target, @Nullable String mockSession) {
        List<Result> results = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (SavedCase one : of(org, connectorId)) {
            results.add(
                    System.nanoTime() > end
                            ? new Result(one, "skipped", List.of("The suite took too long."), 0)
                            : run(org, one, target, mockSession));
        }
        return new Suite(
                target,
                results.size(),
                count(results, "passed"),
                count(results, "failed"),
                count(results, "skipped"),
                results);
    }

    private Result run(String org, SavedCase one, Target target, @Nullable String mockSession) {
        TestForm form = inputs.read(one.input()).again(target, mockSession, null);
        try {
            TestReport report = tester.test(org, one.integrationId(), one.templateId(), one.endpointId(), form);
            List<String> faults = one.faults(report);
            return new Result(one, faults.isEmpty() ? "passed" : "failed", faults, report.durationMs());
        } catch (Problem problem) {
            boolean writes = problem.code().equals("confirmation-needed")
                    || problem.code().equals("writes-forbidden");
            return new Result(
                    one,
                    writes ? "skipped" : "failed",
                    List.of(writes ? "It writes to the system, and nobody has confirmed it." : problem.description()),
                    0);
        }
    }

    private static int count(List<Result> results, String outcome) {
        return (int) results.stream()
                .filter(result -> result.outcome().equals(outcome))
                .count();
    }
}
