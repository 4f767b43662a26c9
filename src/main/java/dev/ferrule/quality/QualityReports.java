package dev.ferrule.quality;

import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Reports of specs: made when somebody asks, never while specs are taken in, and kept. Whoever asks for all gets those that
 * are there and the few that can be made at once; the others follow in the background.
 */
@Service
class QualityReports {

    /** Of CPU, while somebody waits for the list. */
    private static final long MOST_NANOS = 1_500_000_000L;

    private final Specs specs;
    private final Inspector inspector;
    private final QualityStore store;
    private final QualityWork work;

    QualityReports(Specs specs, Inspector inspector, QualityStore store, QualityWork work) {
        this.specs = specs;
        this.inspector = inspector;
        this.store = store;
        this.work = work;
    }

    /** @param pending specs that are not inspected yet and may come before those that are shown; null: not looked for */
    record Worst(
            List<Quality> items,
            @Nullable String nextCursor,
            @Nullable Integer pending) {}

    /** @param averageScore null: nothing is inspected yet */
    record Summary(int specs, int pending, @Nullable Integer averageScore, List<Total> findings) {}

    /**
     * @param specs how many have it
     * @param count places in all of them
     */
    record Total(Fault code, String message, int specs, int count, String remedy) {}

    Quality of(String org, String id) {
        Spec spec = specs.get(org, id);
        return store.find(org, id).orElseGet(() -> inspect(spec));
    }

    Worst worst(String org, @Nullable Fault fault, int limit, @Nullable String cursor) {
        Integer pending = cursor == null ? catchUp(org) : null;
        while (true) {
            List<Quality> found = store.worst(org, fault, cursor, Page.checkedLimit(limit) + 1);
            List<String> gone = found.stream()
                    .map(Quality::specId)
                    .filter(id -> specs.find(org, id).isEmpty())
                    .toList();
            if (gone.isEmpty()) {
                Page<Quality> page = Page.of(found, limit, Quality::specId);
                boolean last = page.nextCursor() == null;
                return new Worst(page.items(), last ? null : QualityStore.cursor(found.get(limit - 1)), pending);
            }
            store.remove(gone);
        }
    }

    Summary summary(String org) {
        int pending = catchUp(org);
        Set<String> there = Set.copyOf(specs.ids(org));
        Map<Fault, int[]> totals = new EnumMap<>(Fault.class);
        int[] all = new int[2];
        store.each(org, row -> {
            if (there.contains(row.specId())) {
                all[0]++;
                all[1] += row.score();
                for (int i = 0; i < row.faults().size(); i++) {
                    int[] total = totals.computeIfAbsent(row.faults().get(i), first -> new int[2]);
                    total[0]++;
                    total[1] += row.counts().get(i);
                }
            }
        });
        List<Total> findings = new ArrayList<>();
        totals.forEach(
                (fault, total) -> findings.add(new Total(fault, fault.message(), total[0], total[1], fault.remedy())));
        findings.sort((a, b) -> Integer.compare(b.specs(), a.specs()));
        return new Summary(there.size(), pending, all[0] == 0 ? null : Math.round((float) all[1] / all[0]), findings);
    }

    /** Inspects some of those that are missing, leaves the rest to the background, and says how many that are. */
    private int catchUp(String org) {
        BooleanSupplier tired = Inspector.after(MOST_NANOS);
        Deque<String> missing = new ArrayDeque<>(missing(org));
        while (!missing.isEmpty() && !tired.getAsBoolean()) {
            inspectIfThere(org, missing.pop());
        }
        if (!missing.isEmpty()) {
            work.begin(org, () -> inspectAll(org));
        }
        return missing.size();
    }

    private void inspectAll(String org) {
        for (String id : missing(org)) {
            if (!work.isRunning()) {
                return;
            }
            inspectIfThere(org, id);
        }
    }

    private List<String> missing(String org) {
        Set<String> known = store.ids(org);
        return specs.ids(org).stream().filter(id -> !known.contains(id)).toList();
    }

    private void inspectIfThere(String org, String id) {
        try {
            specs.find(org, id).filter(spec -> store.find(org, id).isEmpty()).ifPresent(this::inspect);
        } catch (Problem gone) {
            // It was deleted meanwhile.
        }
    }

    private Quality inspect(Spec spec) {
        Quality made = inspector.inspect(spec);
        store.save(made);
        return made;
    }
}
