package dev.ferrule.catalogue;

import dev.ferrule.spec.ApiDescription;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of one spec while it is read: operations come one by one and leave by the page. */
final class SpecDraft {

    /** Up to here their words are kept for the search index; specs with more, if there are any, are read back. */
    private static final int MOST_KEPT = 25_000;

    private final String org;
    private final String id;
    private final String key;
    private final SpecParts.Writer parts;
    private final OperationPage.Writer pages;
    private final Set<String> paths = new HashSet<>();
    private @Nullable List<OperationWords> kept = new ArrayList<>();
    private String path = "";
    private int count;
    private int pageCount;
    private @Nullable StoredSpec stored;

    SpecDraft(String org, String id, String key, SpecParts.Writer parts) {
        this.org = org;
        this.id = id;
        this.key = key;
        this.parts = parts;
        this.pages = new OperationPage.Writer(page -> parts.add(StoredSpec.pageId(key, pageCount++), page));
    }

    void add(Operation operation) {
        pages.add(operation);
        if (!operation.path().equals(path)) {
            path = operation.path();
            paths.add(PathPrint.normalised(path));
        }
        count++;
        if (kept != null && count <= MOST_KEPT) {
            kept.add(OperationWords.of(id, operation));
        } else {
            kept = null;
        }
    }

    /** After the last operation. */
    void finish(ApiDescription api, byte[] document) {
        List<List<String>> directory = pages.finish();
        if (pageCount > 1) {
            parts.add(StoredSpec.directoryId(key), OperationReads.packDirectory(directory));
        }
        int bodies = addBody(document);
        Spec spec = SpecSummary.of(org, id, api, count, document.length);
        stored = new StoredSpec(spec, key, bodies, pageCount);
    }

    private int addBody(byte[] document) {
        byte[] packed = Packed.pack(document);
        int number = 0;
        for (int from = 0; from < packed.length; from += SpecParts.LARGEST) {
            int to = Math.min(packed.length, from + SpecParts.LARGEST);
            parts.add(StoredSpec.bodyId(key, number++), Arrays.copyOfRange(packed, from, to));
        }
        return number;
    }

    String org() {
        return org;
    }

    String id() {
        return id;
    }

    String key() {
        return key;
    }

    SpecParts.Writer parts() {
        return parts;
    }

    /** What it will be in the database; only after {@link #finish}. */
    StoredSpec stored() {
        return Objects.requireNonNull(stored);
    }

    int count() {
        return count;
    }

    PathPrint print() {
        return PathPrint.of(paths);
    }

    /** Of all operations, or null when they were too many to keep. */
    @Nullable
    List<OperationWords> words() {
        return kept;
    }
}
