package dev.ferrule.quality;

import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.catalogue.Versions;
import dev.ferrule.contract.Schemas;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import dev.ferrule.quality.Quality.Examples;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Makes the report of one spec: of its operations as they are stored, and of its document only when it has examples. */
@Component
class Inspector {

    private static final int MOST_OPERATIONS = 2_000;
    private static final int AT_ONCE = 100;
    private static final long CONTRACTS = 24L << 20;
    private static final byte[] EXAMPLE = "example".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DEFAULT = "default".getBytes(StandardCharsets.US_ASCII);

    /** Of this thread's CPU, not of the clock: a busy machine must not make another report. */
    private static final long MOST_NANOS = 10_000_000_000L;

    private final Specs specs;
    private final Versions versions;
    private final Schemas schemas;

    Inspector(Specs specs, Versions versions, Schemas schemas) {
        this.specs = specs;
        this.versions = versions;
        this.schemas = schemas;
    }

    Quality inspect(Spec spec) {
        Inspection inspection = new Inspection(spec);
        List<String> pointers = new ArrayList<>();
        String cursor = null;
        do {
            Page<Operation> page = specs.operations(spec.org(), spec.id(), Page.MAX_LIMIT, cursor);
            for (Operation operation : page.items()) {
                inspection.look(operation);
                if (pointers.size() <= MOST_OPERATIONS) {
                    pointers.add(operation.pointer());
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return inspection.result(examples(spec, pointers, inspection.places()));
    }

    /** CPU time of this thread, from now on. */
    static BooleanSupplier after(long nanos) {
        var threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        return () -> threads.getCurrentThreadCpuTime() - begin > nanos;
    }

    private Examples examples(Spec spec, List<String> pointers, Places places) {
        if (!mayHaveExamples(spec)) {
            return Examples.NONE;
        }
        boolean swagger = spec.format().startsWith("swagger");
        ExampleCheck check = new ExampleCheck(schemas, swagger, places, after(MOST_NANOS));
        int end = Math.min(pointers.size(), MOST_OPERATIONS);
        if (end < pointers.size()) {
            check.leftOut();
        }
        try {
            int next = 0;
            while (next < end && !check.isTired()) {
                List<String> some = pointers.subList(next, Math.min(end, next + AT_ONCE));
                Map<String, Contract> contracts = versions.contracts(spec, some, CONTRACTS);
                int last = -1;
                for (int i = 0; i < some.size(); i++) {
                    Contract contract = contracts.get(some.get(i));
                    if (contract != null) {
                        check.look(contract);
                        last = i;
                    }
                }
                // Those behind the last did not fit, or cannot be read; the next round tells which.
                next += last < 0 ? some.size() : last + 1;
            }
        } catch (Problem unreadable) {
            check.leftOut();
        }
        return check.result();
    }

    /** Reading the whole document costs more than all the rest, so it must be worth it. */
    private boolean mayHaveExamples(Spec spec) {
        try (InputStream content = specs.document(spec.org(), spec.id()).content()) {
            byte[] bytes = content.readAllBytes();
            return holds(bytes, EXAMPLE) || holds(bytes, DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(byte[] bytes, byte[] word) {
        for (int i = 0; i + word.length <= bytes.length; i++) {
            int same = 0;
            while (same < word.length && (bytes[i + same] | 0x20) == word[same]) {
                same++;
            }
            if (same == word.length) {
                return true;
            }
        }
        return false;
    }
}
