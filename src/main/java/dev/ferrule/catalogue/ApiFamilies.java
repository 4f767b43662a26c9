package dev.ferrule.catalogue;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private final IdentityPins pins;

    ApiFamilies(MongoOperations mongo, SpecRows rows, IdentityPins pins) {
        this.mongo = mongo;
        this.rows = rows;
        this.pins = pins;
    }

    /** A spec that takes its place, with the fingerprint of its paths. */
    record Arrival(Spec spec, PathPrint print) {}

    /** The specs with their places among the versions of their APIs; {@code moved} is told of others that lost theirs. */
    synchronized List<Spec> join(List<Arrival> arrivals, Consumer<String> moved) {
        if (arrivals.isEmpty()) {
            return List.of();
        }
        Map<String, String> sameAs = known(arrivals);
        List<Spec> joined = joined(arrivals, moved);
        List<Spec> placed = new ArrayList<>();
        for (Spec spec : joined) {
            String other = sameAs.get(spec.id());
            if (other == null && !sameAs.containsKey(spec.id())) {
                placed.add(spec);
            } else {
                if (other == null) {
                    separate(spec, moved);
                } else {
                    rows.find(spec.org(), other).ifPresent(stored -> merge(spec, stored.spec(), moved));
                }
                placed.add(
                        rows.find(spec.org(), spec.id()).map(StoredSpec::spec).orElse(spec));
            }
        }
        return placed;
    }

    /** By spec: the one whose system it joins, null for one that stays alone; those of which nothing is known are missing. */
    private Map<String, String> known(List<Arrival> arrivals) {
        Map<String, String> known = new HashMap<>();
        String org = arrivals.get(0).spec.org();
        Map<String, String> twins = pins.twins(org, arrivals);
        Map<String, Spec> specs = new HashMap<>();
        arrivals.forEach(arrival -> specs.put(arrival.spec.id(), arrival.spec));
        twins.forEach((id, twin) -> rows.find(org, twin)
                .filter(stored -> isLike(specs.get(id), stored.spec()))
                .ifPresent(stored -> known.put(id, twin)));
        pins.pins(specs.keySet()).forEach((id, pin) -> known.put(id, pin.sameAs()));
        return known;
    }

    /** With the very same paths, either title or server is enough: the other was changed by a mirror or a new name. */
    static boolean isLike(@Nullable Spec spec, Spec twin) {
        if (spec == null || familyOf(spec).equals(familyOf(twin))) {
            return false;
        }
        String title = ApiIdentity.slug(spec.title());
        boolean owned = !ApiIdentity.domain(spec.host()).isEmpty();
        return owned && spec.servers().get(0).url().equals(serverOf(twin))
                || !title.equals("api") && title.equals(ApiIdentity.slug(twin.title()));
    }

    private static String serverOf(Spec spec) {
        return spec.servers().isEmpty() ? "" : spec.servers().get(0).url();
    }

    /** Takes all of the spec's system over into the other's. Versions to come follow, since they are nearest to these. */
    synchronized void merge(Spec spec, Spec into, Consumer<String> moved) {
        change(new HashSet<>(List.of(familyOf(spec), familyOf(into))), moved, families -> {
            ApiFamily.Member target = member(families, into);
            ApiFamily.Member one = member(families, spec);
            if (target == null || one == null || target.apiId().equals(one.apiId())) {
                return;
            }
            String home = target.elsewhere() == null ? familyOf(into) : target.elsewhere();
            for (ApiFamily family : List.copyOf(families.values())) {
                for (ApiFamily.Member member : family.members()) {
                    if (member.apiId().equals(one.apiId())) {
                        boolean stays = family.id().equals(home);
                        String marker = stays ? null : home;
                        families.computeIfPresent(
                                family.id(), (id, there) -> there.put(member.as(target.apiId(), marker)));
                        families.computeIfPresent(home, (id, there) -> there.put(member.as(target.apiId(), null)));
                    }
                }
            }
        });
    }

    /** Makes the spec a system of its own. */
    synchronized void separate(Spec spec, Consumer<String> moved) {
        change(Set.of(familyOf(spec)), moved, families -> {
            ApiFamily.Member one = member(families, spec);
            if (one != null) {
                families.replaceAll((id, family) -> family.without(spec.id()));
                families.computeIfPresent(familyOf(spec), (id, own) -> own.put(one.as(own.freshApiId(), null)));
            }
        });
    }

    /** Puts the family in its place, and its member also where that counts. */
    static void add(Map<String, ApiFamily> families, ApiFamily family, String specId) {
        families.put(family.id(), family);
        family.member(specId)
                .filter(member -> member.elsewhere() != null)
                .ifPresent(member -> families.computeIfPresent(
                        String.valueOf(member.elsewhere()),
                        (home, other) -> other.put(member.as(member.apiId(), null))));
    }

    static ApiFamily.@Nullable Member member(Map<String, ApiFamily> families, Spec spec) {
        ApiFamily family = families.get(familyOf(spec));
        return family == null ? null : family.member(spec.id()).orElse(null);
    }

    synchronized void change(Set<String> ids, Consumer<String> moved, Consumer<Map<String, ApiFamily>> change) {
        repeatedly(() -> {
            Map<String, ApiFamily> before = withHomes(find(ids));
            Map<String, ApiFamily> after = new LinkedHashMap<>(before);
            change.accept(after);
            save(before, after, Set.of(), moved);
            return true;
        });
    }

    /** With the families in which members of these count. */
    private Map<String, ApiFamily> withHomes(Map<String, ApiFamily> families) {
        Set<String> homes = families.values().stream()
                .flatMap(family -> family.members().stream())
                .map(ApiFamily.Member::elsewhere)
                .filter(home -> home != null && !families.containsKey(home))
                .collect(Collectors.toSet());
        Map<String, ApiFamily> all = new LinkedHashMap<>(families);
        if (!homes.isEmpty()) {
            all.putAll(find(homes));
        }
        return all;
    }

    /** The family that its title and domain say, and those in which members of that one count. */
    Map<String, ApiFamily> around(Spec spec) {
        return withHomes(find(Set.of(familyOf(spec))));
    }

    private List<Spec> joined(List<Arrival> arrivals, Consumer<String> moved) {
        return repeatedly(() -> {
            Map<String, ApiFamily> before = withHomes(find(
                    arrivals.stream().map(arrival -> familyOf(arrival.spec)).collect(Collectors.toSet())));
            Map<String, ApiFamily> after = new LinkedHashMap<>(before);
            Set<String> arrived = new HashSet<>();
            for (Arrival arrival : arrivals) {
                Spec spec = arrival.spec;
                ApiFamily family = after.computeIfAbsent(
                        familyOf(spec), id -> ApiFamily.of(spec.org(), ApiIdentity.of(spec.title(), spec.host())));
                if (!family.isFull()) {
                    Boolean rehearsal = ApiIdentity.isRehearsal(spec.host()) ? true : null;
                    add(
                            after,
                            family.with(spec.id(), spec.version(), arrival.print, spec.createdAt(), rehearsal),
                            spec.id());
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
                .map(member -> spec.as(
                        spec.org(),
                        member.apiId(),
                        families.getOrDefault(String.valueOf(member.elsewhere()), family)
                                .current()
                                .contains(spec.id())))
                .orElseGet(() -> spec.as(spec.org(), family.identity() + "-" + spec.id(), true));
        if (!placed.equals(spec)) {
            rows.place(spec.id(), placed.apiId(), placed.current());
        }
        return placed;
    }

    synchronized void leave(Spec spec, Consumer<String> moved) {
        repeatedly(() -> {
            Map<String, ApiFamily> before = around(spec);
            Map<String, ApiFamily> after = new LinkedHashMap<>(before);
            after.replaceAll((id, family) -> family.without(spec.id()));
            save(before, after, Set.of(spec.id()), moved);
            return true;
        });
    }

    static String familyOf(Spec spec) {
        return ApiFamily.idOf(spec.org(), ApiIdentity.of(spec.title(), spec.host()));
    }

    Map<String, ApiFamily> find(Set<String> ids) {
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
                tellMoved(old, family, known, moved);
            }
        });
        if (!made.isEmpty()) {
            mongo.insert(made, ApiFamily.class);
        }
    }

    private void tellMoved(ApiFamily old, ApiFamily family, Set<String> known, Consumer<String> moved) {
        Set<String> before = old.current();
        Set<String> current = family.current();
        for (ApiFamily.Member member : family.members()) {
            String id = member.specId();
            boolean renamed = !old.member(id).equals(Optional.of(member));
            if ((current.contains(id) != before.contains(id) || renamed)
                    && member.elsewhere() == null
                    && !known.contains(id)) {
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
