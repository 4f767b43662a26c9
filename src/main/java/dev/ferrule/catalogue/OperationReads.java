package dev.ferrule.catalogue;

import dev.ferrule.spec.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads operations from their pages, which stay unpacked in memory for a while. */
@Component
class OperationReads {

    private static final int MOST_MEMORY = 48 << 20;

    private final SpecParts parts;
    private final PartCache cache = new PartCache(MOST_MEMORY);

    OperationReads(SpecParts parts) {
        this.parts = parts;
    }

    /** By operation id, in the order asked for; those that the spec does not have are left out. */
    Map<String, Operation> read(StoredSpec stored, Collection<String> operationIds) {
        Directory directory = directory(stored);
        Map<Integer, List<String>> byPage = new LinkedHashMap<>();
        for (String id : operationIds) {
            Integer page = directory.pageOf(id);
            if (page != null) {
                byPage.computeIfAbsent(page, number -> new ArrayList<>()).add(id);
            }
        }
        Map<String, Operation> found = new HashMap<>();
        byPage.forEach((number, ids) -> {
            OperationPage page = page(stored, number);
            for (String id : ids) {
                Operation operation = page.operation(id);
                if (operation != null) {
                    found.put(id, operation);
                }
            }
        });
        Map<String, Operation> inOrder = new LinkedHashMap<>();
        for (String id : operationIds) {
            Operation operation = found.get(id);
            if (operation != null) {
                inOrder.put(id, operation);
            }
        }
        return inOrder;
    }

    /** In the document's order, {@code most} of them from the one at {@code start} on. */
    List<Operation> read(StoredSpec stored, int start, int most) {
        List<Operation> operations = new ArrayList<>();
        Directory directory = directory(stored);
        int position = 0;
        for (int number = 0; number < stored.pages() && operations.size() < most; number++) {
            int count = directory.sizes.get(number);
            if (position + count > start) {
                OperationPage page = page(stored, number);
                for (int i = Math.max(0, start - position); i < count && operations.size() < most; i++) {
                    operations.add(page.operation(i));
                }
            }
            position += count;
        }
        return operations;
    }

    /** All operations, a page at a time, past the cache: for whoever reads the whole catalogue. */
    void each(StoredSpec stored, Consumer<List<Operation>> visitor) {
        for (int number = 0; number < stored.pages(); number++) {
            OperationPage page = OperationPage.read(parts.get(StoredSpec.pageId(stored.key(), number)));
            List<Operation> operations = new ArrayList<>(page.ids().size());
            for (int i = 0; i < page.ids().size(); i++) {
                operations.add(page.operation(i));
            }
            visitor.accept(operations);
        }
    }

    private OperationPage page(StoredSpec stored, int number) {
        String id = StoredSpec.pageId(stored.key(), number);
        return cache.get(id, OperationPage.class, () -> OperationPage.read(parts.get(id)), OperationPage::weight);
    }

    private Directory directory(StoredSpec stored) {
        if (stored.pages() == 0) {
            return new Directory(Map.of(), List.of());
        }
        if (stored.pages() == 1) {
            return Directory.of(List.of(page(stored, 0).ids()));
        }
        String id = StoredSpec.directoryId(stored.key());
        return cache.get(id, Directory.class, () -> readDirectory(parts.get(id)), Directory::weight);
    }

    static byte[] packDirectory(List<List<String>> pages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(pages.size());
            for (List<String> ids : pages) {
                out.writeInt(ids.size());
                for (String id : ids) {
                    out.writeUTF(id);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Packed.pack(bytes.toByteArray());
    }

    private static Directory readDirectory(byte[] packed) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Packed.unpack(packed)))) {
            List<List<String>> pages = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                List<String> ids = new ArrayList<>();
                for (int more = in.readInt(); more > 0; more--) {
                    ids.add(in.readUTF());
                }
                pages.add(ids);
            }
            return Directory.of(pages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On which page an operation is, and how many there are on each. */
    private record Directory(Map<String, Integer> pages, List<Integer> sizes) {

        static Directory of(List<List<String>> ids) {
            Map<String, Integer> pages = new HashMap<>();
            List<Integer> sizes = new ArrayList<>();
            for (int number = 0; number < ids.size(); number++) {
                for (String id : ids.get(number)) {
                    pages.put(id, number);
                }
                sizes.add(ids.get(number).size());
            }
            return new Directory(pages, sizes);
        }

        @Nullable
        Integer pageOf(String operationId) {
            return pages.get(operationId);
        }

        int weight() {
            return 150 * pages.size();
        }
    }
}
