package dev.ferrule.tester;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.connector.ConnectorPart;
import dev.ferrule.connector.Connectors;
import dev.ferrule.http.ETags;
import dev.ferrule.problem.Problem;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The call policies that somebody has set. */
@Component
class Policies implements ConnectorPart {

    private final MongoTemplate mongo;
    private final Connectors connectors;
    private final Briefly<CallPolicy> known = new Briefly<>(1_000, Clock.systemUTC());

    Policies(MongoTemplate mongo, Connectors connectors) {
        this.mongo = mongo;
        this.connectors = connectors;
    }

    /** Of a connector that is known to be there. */
    CallPolicy of(String org, String connectorId) {
        return known.get(org + ":" + connectorId, () -> stored(org, connectorId));
    }

    private CallPolicy stored(String org, String connectorId) {
        CallPolicy found = mongo.findById(connectorId, CallPolicy.class);
        return found == null || !found.org().equals(org) ? CallPolicy.usual(org, connectorId) : found;
    }

    CallPolicy get(String org, String connectorId) {
        return stored(org, connectors.get(org, connectorId).id());
    }

    @Override
    public void forgetConnector(String org, String connectorId) {
        mongo.remove(Query.query(where("_id").is(connectorId).and("org").is(org)), CallPolicy.class);
    }

    CallPolicy put(String org, String connectorId, @Nullable String ifMatch, CallPolicy wanted) {
        CallPolicy before = get(org, connectorId);
        ETags.check(ifMatch, before.etag(), "call policy", connectorId);
        try {
            return mongo.save(new CallPolicy(
                            connectorId,
                            org,
                            wanted.attempts(),
                            wanted.statuses(),
                            wanted.backoffMs(),
                            wanted.longestWaitMs(),
                            wanted.concurrent(),
                            before.version())
                    .checked());
        } catch (OptimisticLockingFailureException | DuplicateKeyException faster) {
            throw Problem.stale("call policy", connectorId);
        } finally {
            known.forget(org + ":" + connectorId);
        }
    }
}
