package dev.ferrule.catalogue;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Keeps which spec is a version of which API, and which one is current. */
@Component
class ApiFamilies {

    private static final int ATTEMPTS = 100;

    private final MongoOperations mongo;
    private final SpecRows rows;
    private final SpecLocks locks;

    ApiFamilies(MongoOperations mongo, SpecRows rows, SpecLocks locks) {
        this.mongo = mongo;
        this.rows = rows;
        this.locks = locks;
    }

    /** The spec with its place among the versions of its API; {@code moved} is told of others that lost or won theirs. */
    Spec join(Spec spec, PathPrint print, Consumer<String> moved) {
        ApiFamily after = change(
                spec,
                family -> family.isFull() ? family : family.with(spec.id(), spec.version(), print, spec.createdAt()),
                moved);
        String apiId = after.member(spec.id()).map(ApiFamily.Member::apiId).orElse(after.identity() + "-" + spec.id());
        boolean current = after.member(spec.id()).isEmpty() || after.current().contains(spec.id());
        Spec placed = spec.as(spec.org(), apiId, current);
        if (!placed.equals(spec)) {
            rows.place(spec.id(), apiId, current);
        }
        return placed;
    }

    void leave(Spec spec, Consumer<String> moved) {
        change(spec, family -> family.without(spec.id()), moved);
    }

    private ApiFamily change(Spec spec, UnaryOperator<ApiFamily> step, Consumer<String> moved) {
        String identity = ApiIdentity.of(spec.title(), spec.host());
        // The database keeps two nodes apart; this keeps two threads from writing their marks in the wrong order.
        synchronized (locks.family(spec.org() + identity)) {
            return change(spec, identity, step, moved);
        }
    }

    private ApiFamily change(Spec spec, String identity, UnaryOperator<ApiFamily> step, Consumer<String> moved) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ApiFamily found = mongo.findById(ApiFamily.idOf(spec.org(), identity), ApiFamily.class);
            ApiFamily before = found == null ? ApiFamily.of(spec.org(), identity) : found;
            ApiFamily after = step.apply(before);
            try {
                if (!after.members().equals(before.members())) {
                    mongo.save(after);
                }
                tellMoved(spec, before, after, moved);
                return after;
            } catch (OptimisticLockingFailureException | DuplicateKeyException e) {
                // Somebody else's spec of the same name came first: look again.
            }
        }
        throw new IllegalStateException("The versions of " + identity + " change faster than they can be written");
    }

    private void tellMoved(Spec spec, ApiFamily before, ApiFamily after, Consumer<String> moved) {
        Set<String> changed = new HashSet<>(before.current());
        Set<String> same = new HashSet<>(after.current());
        same.retainAll(changed);
        changed.addAll(after.current());
        changed.removeAll(same);
        changed.remove(spec.id());
        for (String id : changed) {
            after.member(id).ifPresent(member -> {
                rows.place(id, member.apiId(), after.current().contains(id));
                moved.accept(id);
            });
        }
    }
}
