package dev.ferrule.catalogue;

import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of one spec while it is read: operations come one by one and leave by the page. */
final class SpecDraft {

    /** Up to here they are kept for the search index; the few specs with more are read back from their pages. */
    private static final int MOST_KEPT = 2_000;

    private final String key;
    private final SpecParts.Writer parts;
    private final OperationPage.Writer pages;
    private final Set<String> paths = new HashSet<>();
    private @Nullable List<Operation> kept = new ArrayList<>();
    private int count;
    private int pageCount;

    SpecDraft(String key, SpecParts.Writer parts) {
        this.key = key;
        this.parts = parts;
        this.pages = new OperationPage.Writer(page -> parts.add(StoredSpec.pageId(key, pageCount++), page));
    }

    void add(Operation operation) {
        pages.add(operation);
        paths.add(PathPrint.normalised(operation.path()));
        count++;
        if (kept != null && count <= MOST_KEPT) {
            kept.add(operation);
        } else {
            kept = null;
        }
    }

    /** How many pages there are. */
    int finishPages() {
        List<List<String>> directory = pages.finish();
        if (pageCount > 1) {
            parts.add(StoredSpec.directoryId(key), OperationReads.packDirectory(directory));
        }
        return pageCount;
    }

    /** The last step; how many parts the document has. */
    int addBody(byte[] document) {
        byte[] packed = Packed.pack(document);
        int number = 0;
        for (int from = 0; from < packed.length; from += SpecParts.LARGEST) {
            int to = Math.min(packed.length, from + SpecParts.LARGEST);
            parts.add(StoredSpec.bodyId(key, number++), Arrays.copyOfRange(packed, from, to));
        }
        parts.flush();
        return number;
    }

    boolean begun() {
        return parts.begun();
    }

    int count() {
        return count;
    }

    PathPrint print() {
        return PathPrint.of(paths);
    }

    /** All of them, or null when they were too many to keep. */
    @Nullable
    List<Operation> operations() {
        return kept;
    }
}
