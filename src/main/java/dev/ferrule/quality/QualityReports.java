package dev.ferrule.quality;

import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.http.Page;
import dev.ferrule.spec.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes reports when they are asked for; a spec never changes, so those asked for last are remembered. */
@Service
class QualityReports {

    private static final int REMEMBERED = 5_000;

    private final Specs specs;
    private final Map<String, Quality> known = new LinkedHashMap<>(16, 0.75f, true);

    QualityReports(Specs specs) {
        this.specs = specs;
    }

    Quality of(String org, String id) {
        return of(org, specs.get(org, id));
    }

    /** In the order of the specs' ids; a page takes as long as reading the operations of those that are new. */
    Page<Quality> list(String org, int limit, @Nullable String cursor) {
        Page<Spec> page = specs.list(org, null, limit, cursor);
        return new Page<>(page.items().stream().map(spec -> of(org, spec)).toList(), page.nextCursor());
    }

    private Quality of(String org, Spec spec) {
        synchronized (known) {
            Quality quality = known.get(spec.id());
            if (quality != null) {
                return quality;
            }
        }
        Inspection inspection = new Inspection(spec);
        String cursor = null;
        do {
            Page<Operation> page = specs.operations(org, spec.id(), Page.MAX_LIMIT, cursor);
            page.items().forEach(inspection::look);
            cursor = page.nextCursor();
        } while (cursor != null);
        Quality made = inspection.result();
        synchronized (known) {
            known.put(spec.id(), made);
            if (known.size() > REMEMBERED) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return made;
    }
}
