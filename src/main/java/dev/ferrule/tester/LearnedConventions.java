package dev.ferrule.tester;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.connector.ConnectorPart;
import dev.ferrule.contract.Conventions;
import dev.ferrule.contract.LiveAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Keeps what live tests showed of a connector's endpoints and their specs do not say: how they page, by which headers they
 * tell their limits. It holds names and places, never values.
 */
@Component
class LearnedConventions implements ConnectorPart {

    private static final int MOST = 500;

    private final MongoTemplate mongo;

    LearnedConventions(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Document("learnedConventions")
    record OfConnector(
            @MongoId String id,
            String org,
            List<Learned> endpoints,
            @Version @Nullable Long version) {}

    record Learned(String endpointId, Conventions conventions) {}

    /** What the spec shows, with what was learned. */
    Conventions of(Subject subject) {
        Conventions declared = Conventions.of(subject.contract());
        return learned(stored(subject), subject).map(declared::with).orElse(declared);
    }

    /** What an answer shows is kept when it is new. When somebody else keeps something meanwhile, the next test will do. */
    void learn(Subject subject, LiveAnswer answer) {
        Conventions seen = Conventions.seen(subject.contract(), answer);
        OfConnector stored = stored(subject);
        Conventions before = learned(stored, subject).orElse(Conventions.NONE);
        Conventions now = before.with(seen);
        if (now.equals(before)) {
            return;
        }
        List<Learned> all = new ArrayList<>(stored.endpoints().stream()
                .filter(one -> !one.endpointId().equals(subject.endpoint().id()))
                .toList());
        all.add(new Learned(subject.endpoint().id(), now));
        List<Learned> kept = all.subList(Math.max(0, all.size() - MOST), all.size());
        try {
            mongo.save(new OfConnector(stored.id(), stored.org(), List.copyOf(kept), stored.version()));
        } catch (OptimisticLockingFailureException | DuplicateKeyException meanwhile) {
            return;
        }
    }

    private static Optional<Conventions> learned(OfConnector stored, Subject subject) {
        return stored.endpoints().stream()
                .filter(one -> one.endpointId().equals(subject.endpoint().id()))
                .map(Learned::conventions)
                .findFirst();
    }

    private OfConnector stored(Subject subject) {
        String id = subject.connector().id();
        OfConnector found = mongo.findOne(query(subject.org(), id), OfConnector.class);
        return found == null ? new OfConnector(id, subject.org(), List.of(), null) : found;
    }

    private static Query query(String org, String connectorId) {
        return Query.query(where("_id").is(connectorId).and("org").is(org));
    }

    @Override
    public void forgetConnector(String org, String connectorId) {
        mongo.remove(query(org, connectorId), OfConnector.class);
    }
}
