package dev.ferrule.planning;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.problem.Problem;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Keeps plans, one document each. */
@Component
class PlanStore {

    private static final int TRIES = 8;

    private final MongoTemplate mongo;

    PlanStore(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    Plan insert(Plan plan) {
        return mongo.insert(plan);
    }

    Plan get(String org, String id) {
        Plan plan = mongo.findById(id, Plan.class);
        if (plan == null || !plan.org().equals(org)) {
            throw Problem.notFound("plan", id);
        }
        return plan;
    }

    /** The newest plan of an integration. */
    Optional<Plan> newest(String org, String integrationId) {
        Query query = Query.query(where("org").is(org).and("integrationId").is(integrationId))
                .with(Sort.by(Sort.Direction.DESC, "_id"))
                .limit(1);
        return Optional.ofNullable(mongo.findOne(query, Plan.class));
    }

    /** Changes the newest state, again when somebody else was quicker; a change to the same is no write. */
    Plan update(String org, String id, UnaryOperator<Plan> change) {
        for (int i = 1; ; i++) {
            Plan plan = get(org, id);
            Plan changed = change.apply(plan);
            if (changed.equals(plan)) {
                return plan;
            }
            try {
                return mongo.save(changed);
            } catch (OptimisticLockingFailureException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }
}
