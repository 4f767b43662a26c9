package dev.ferrule.drift;

import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.catalogue.Versions;
import dev.ferrule.drift.Comparison.Summary;
import dev.ferrule.drift.OperationChange.Kind;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.DocumentPrint;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Compares versions of specs. Specs never change, so what was compared last is remembered; most operations are told apart
 * from those that may differ by prints of the two documents, and only the latter are compared exactly.
 */
@Service
class Comparisons {

    /** Operations that are compared exactly; of more that may differ it is said that they were not compared. */
    static final int MOST_EXACT = 4_000;

    private static final int AT_ONCE = 200;
    private static final long CONTRACTS = 48 << 20;
    private static final int REMEMBERED = 60_000;

    private final Specs specs;
    private final Versions versions;
    private final Map<String, Comparison> remembered = new LinkedHashMap<>(16, 0.75f, true);

    Comparisons(Specs specs, Versions versions) {
        this.specs = specs;
        this.versions = versions;
    }

    /** @param since id of the older one; null: the version before */
    Comparison of(String org, String specId, @Nullable String since) {
        Spec to = specs.get(org, specId);
        Spec from = since == null
                ? versions.before(to)
                        .orElseThrow(
                                () -> new Problem(
                                        Problem.Kind.CONFLICT,
                                        "no-version-before",
                                        "'" + to.title() + "' " + to.version()
                                                + " is the first version of its API here: say by 'since' what to compare it to."))
                : specs.get(org, since);
        return of(from, to);
    }

    Comparison of(Spec from, Spec to) {
        String id = from.id() + ":" + to.id();
        synchronized (remembered) {
            Comparison known = remembered.get(id);
            if (known != null) {
                return known;
            }
        }
        Comparison made = compare(from, to, null);
        synchronized (remembered) {
            remembered.put(id, made);
            int weight =
                    remembered.values().stream().mapToInt(Comparison::weight).sum();
            var oldest = remembered.values().iterator();
            while (weight > REMEMBERED && remembered.size() > 1) {
                weight -= oldest.next().weight();
                oldest.remove();
            }
        }
        return made;
    }

    /** The same where only some operations matter, by method and path: those are compared exactly, however many there are. */
    Comparison of(Spec from, Spec to, Set<String> only) {
        if (Math.max(from.operationCount(), to.operationCount()) <= MOST_EXACT) {
            return of(from, to);
        }
        synchronized (remembered) {
            Comparison known = remembered.get(from.id() + ":" + to.id());
            if (known != null && known.summary().notCompared() == 0) {
                return known;
            }
        }
        return compare(from, to, only);
    }

    private record Pair(Operation old, Operation now) {

        boolean moved() {
            return !old.path().equals(now.path()) || !old.method().equals(now.method());
        }
    }

    private Comparison compare(Spec from, Spec to, @Nullable Set<String> only) {
        DocumentPrint before = versions.print(from);
        Set<String> suspects = versions.print(to).mayDiffer(before);
        Map<String, Operation> olds = operations(from);
        Map<String, Operation> news = operations(to);
        Map<String, Operation> moved = Moves.of(olds, news);
        List<Pair> pairs = new ArrayList<>();
        List<OperationChange> all = new ArrayList<>();
        int unchanged = 0;
        for (Operation old : olds.values()) {
            String key = DocumentPrint.key(old.method(), old.path());
            Operation now = news.containsKey(key) ? news.get(key) : moved.get(key);
            if (only != null && !only.contains(key)) {
                continue;
            }
            if (now == null) {
                all.add(removed(old));
            } else if (moved.containsKey(key) || suspects.contains(key)) {
                pairs.add(new Pair(old, now));
            } else {
                unchanged++;
            }
        }
        Set<Operation> arrived = Set.copyOf(moved.values());
        news.forEach((key, now) -> {
            if (only == null && !olds.containsKey(key) && !arrived.contains(now)) {
                all.add(added(now));
            }
        });
        exact(from, to, pairs, all);
        all.sort(Comparator.comparing(OperationChange::path).thenComparing(OperationChange::method));
        return new Comparison(
                Comparison.Version.of(from),
                Comparison.Version.of(to),
                Summary.of(all, unchanged),
                SecurityComparison.of(from, to),
                List.copyOf(all));
    }

    private void exact(Spec from, Spec to, List<Pair> pairs, List<OperationChange> all) {
        int next = 0;
        int end = Math.min(pairs.size(), MOST_EXACT);
        while (next < end) {
            List<Pair> some = pairs.subList(next, Math.min(end, next + AT_ONCE));
            Map<String, Contract> olds = versions.contracts(
                    from, some.stream().map(pair -> pair.old.pointer()).toList(), CONTRACTS);
            Map<String, Contract> news = versions.contracts(
                    to, some.stream().map(pair -> pair.now.pointer()).toList(), CONTRACTS);
            int done = 0;
            for (Pair pair : some) {
                Contract before = olds.get(pair.old.pointer());
                Contract after = news.get(pair.now.pointer());
                // The first of them always has both; what did not fit any more comes with the next ones.
                if (before == null || after == null) {
                    break;
                }
                all.add(changed(pair, OperationComparison.of(pair.old, pair.now, before, after)));
                done++;
            }
            if (done == 0) {
                all.add(notCompared(some.get(0)));
                done = 1;
            }
            next += done;
        }
        pairs.subList(end, pairs.size()).forEach(pair -> all.add(notCompared(pair)));
    }

    private static OperationChange changed(Pair pair, List<Change> found) {
        List<Change> changes = new ArrayList<>(found);
        String movedTo = null;
        if (pair.moved()) {
            movedTo = pair.now.method() + " " + pair.now.path();
            changes.removeIf(change -> change.code().equals("details-changed"));
            changes.add(0, Change.breaking("operation-moved", pair.now.pointer(), "It is at " + movedTo + " now."));
        }
        return new OperationChange(
                pair.old.method(),
                pair.old.path(),
                pair.old.operationId(),
                pair.moved() ? Kind.MOVED : Kind.CHANGED,
                Severity.worst(changes, Change::severity),
                movedTo,
                List.copyOf(changes));
    }

    private static OperationChange notCompared(Pair pair) {
        return changed(
                pair,
                List.of(new Change(
                        "not-compared",
                        Severity.UNKNOWN,
                        pair.now.pointer(),
                        "More operations changed than are compared one by one.")));
    }

    private static OperationChange removed(Operation old) {
        Change change = Change.breaking("operation-removed", old.pointer(), "The operation is gone.");
        return new OperationChange(
                old.method(), old.path(), old.operationId(), Kind.REMOVED, Severity.BREAKING, null, List.of(change));
    }

    private static OperationChange added(Operation now) {
        Change change = Change.compatible("operation-added", now.pointer(), "The operation is new.");
        return new OperationChange(
                now.method(), now.path(), now.operationId(), Kind.ADDED, Severity.COMPATIBLE, null, List.of(change));
    }

    /** By method and path, in the document's order. */
    Map<String, Operation> operations(Spec spec) {
        Map<String, Operation> all = new LinkedHashMap<>();
        String cursor = null;
        do {
            Page<Operation> page = specs.operations(spec.org(), spec.id(), Page.MAX_LIMIT, cursor);
            page.items().forEach(one -> all.putIfAbsent(DocumentPrint.key(one.method(), one.path()), light(one)));
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    /** Without its schemas, which the contracts have exactly: there may be tens of thousands at a time. */
    private static Operation light(Operation one) {
        return new Operation(
                one.operationId(),
                one.method(),
                one.path(),
                one.summary(),
                one.description(),
                one.tags(),
                List.of(),
                null,
                List.of(),
                one.security(),
                one.servers(),
                one.deprecated(),
                one.pointer());
    }
}
