package dev.ferrule.catalogue;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Keeps which spec is a version of which API, and which one is current. The database keeps two nodes apart; the lock
 * keeps two threads from writing their marks in the wrong order.
 */
@Component
class ApiFamilies {

    private static final int ATTEMPTS = 100;

    private final MongoOperations mongo;
    private final SpecRows rows;

    ApiFamilies(MongoOperations mongo, SpecRows rows) {
        this.mongo = mongo;
        this.rows = rows;
    }

    /** A spec that takes its place, with the fingerprint of its paths. */
    record Arrival(Spec spec, PathPrint print) {}

    /** The specs with their places among the versions of their APIs; {@code moved} is told of others that lost theirs. */
    synchronized List<Spec> join(List<Arrival> arrivals, Consumer<String> moved) {
        return repeatedly(() -> {
            Map<String, ApiFamily> before = find(
                    arrivals.stream().map(arrival -> familyOf(arrival.spec)).collect(Collectors.toSet()));
            Map<String, ApiFamily> after = new LinkedHashMap<>(before);
            Set<String> arrived = new HashSet<>();
            for (Arrival arrival : arrivals) {
                Spec spec = arrival.spec;
                ApiFamily family = after.computeIfAbsent(
                        familyOf(spec), id -> ApiFamily.of(spec.org(), ApiIdentity.of(spec.title(), spec.host())));
                if (!family.isFull()) {
                    after.put(family.id(), family.with(spec.id(), spec.version(), arrival.print, spec.createdAt()));
                }
                arrived.add(spec.id());
            }
            save(before, after, arrived, moved);
            List<Spec> placed = new ArrayList<>();
            for (Arrival arrival : arrivals) {
                placed.add(place(arrival.spec, after));
            }
            return placed;
        });
    }

    private Spec place(Spec spec, Map<String, ApiFamily> families) {
        ApiFamily family = families.getOrDefault(familyOf(spec), ApiFamily.of(spec.org(), ""));
        Spec placed = family.member(spec.id())
                .map(member ->
                        spec.as(spec.org(), member.apiId(), family.current().contains(spec.id())))
                .orElseGet(() -> spec.as(spec.org(), family.identity() + "-" + spec.id(), true));
        if (!placed.equals(spec)) {
            rows.place(spec.id(), placed.apiId(), placed.current());
        }
        return placed;
    }

    synchronized void leave(Spec spec, Consumer<String> moved) {
        repeatedly(() -> {
            Map<String, ApiFamily> before = find(Set.of(familyOf(spec)));
            Map<String, ApiFamily> after = new LinkedHashMap<>(before);
            after.replaceAll((id, family) -> family.without(spec.id()));
            save(before, after, Set.of(spec.id()), moved);
            return true;
        });
    }

    private static String familyOf(Spec spec) {
        return ApiFamily.idOf(spec.org(), ApiIdentity.of(spec.title(), spec.host()));
    }

    private Map<String, ApiFamily> find(Set<String> ids) {
        Map<String, ApiFamily> found = new LinkedHashMap<>();
        mongo.find(query(where("_id").in(ids)), ApiFamily.class).forEach(family -> found.put(family.id(), family));
        return found;
    }

    private void save(
            Map<String, ApiFamily> before, Map<String, ApiFamily> after, Set<String> known, Consumer<String> moved) {
        List<ApiFamily> made = new ArrayList<>();
        after.forEach((id, family) -> {
            ApiFamily old = before.get(id);
            if (old == null) {
                made.add(family);
            } else if (!old.members().equals(family.members())) {
                mongo.save(family);
                tellMoved(old.current(), family, known, moved);
            }
        });
        if (!made.isEmpty()) {
            mongo.insert(made, ApiFamily.class);
        }
    }

    private void tellMoved(Set<String> before, ApiFamily family, Set<String> known, Consumer<String> moved) {
        Set<String> current = family.current();
        for (ApiFamily.Member member : family.members()) {
            String id = member.specId();
            if (current.contains(id) != before.contains(id) && !known.contains(id)) {
                rows.place(id, member.apiId(), current.contains(id));
                moved.accept(id);
            }
        }
    }

    private static <T> T repeatedly(Supplier<T> step) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return step.get();
            } catch (OptimisticLockingFailureException | DuplicateKeyException e) {
                // Another node's spec of the same name came first: look again.
            }
        }
        throw new IllegalStateException("The versions of an API change faster than they can be written");
    }
}
