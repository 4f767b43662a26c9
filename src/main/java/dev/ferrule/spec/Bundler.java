package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one document of a description that is divided into files. Each file that is referred to stands once, whole, under
 * {@code x-files}, and the references lead there; so no reference can be followed more often than it is written.
 */
public final class Bundler {

    static final String FILES = "x-files";

    private static final int MOST_FILES = 2_000;
    private static final int MOST_BYTES = 32 << 20;
    private static final int MOST_LEVELS = 30;

    private final SpecReader reader;

    /** Beside the reader of specs, which takes half of the heap, there is room for an eighth. */
    public Bundler() {
        this(new SpecReader(Limits.DEFAULT, new MemoryGate(Runtime.getRuntime().maxMemory() / 8)));
    }

    Bundler(SpecReader reader) {
        this.reader = reader;
    }

    /** Where the other files are. */
    public interface Files {
        /** Those of these names that there are. */
        Map<String, byte[]> read(Set<String> names);
    }

    /**
     * The document itself when it refers to no file that is there. Of files beyond a budget (2,000, 32 MB, 30 levels) the
     * references stay as they are, and lead nowhere.
     */
    public byte[] bundled(String name, byte[] root, Files files) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(name, root);
        Set<String> wanted = FileReferences.of(name, root);
        Set<String> asked = new LinkedHashSet<>();
        long bytes = 0;
        for (int level = 0; level < MOST_LEVELS && !wanted.isEmpty(); level++) {
            asked.addAll(wanted);
            Set<String> next = new LinkedHashSet<>();
            for (Map.Entry<String, byte[]> file : files.read(wanted).entrySet()) {
                if (all.size() < MOST_FILES && bytes + file.getValue().length <= MOST_BYTES) {
                    bytes += file.getValue().length;
                    all.put(file.getKey(), file.getValue());
                    next.addAll(FileReferences.of(file.getKey(), file.getValue()));
                }
            }
            next.removeAll(asked);
            next.remove(name);
            wanted = next;
        }
        return all.size() == 1 ? root : reader.trees(all, trees -> joined(name, root, trees));
    }

    private static byte[] joined(String name, byte[] root, Map<String, JsonNode> trees) {
        if (!(trees.get(name) instanceof ObjectNode document) || trees.size() == 1 || document.has(FILES)) {
            return root;
        }
        Map<String, String> places = new LinkedHashMap<>();
        trees.keySet().forEach(file -> places.put(file, file.equals(name) ? "#" : place(file, places)));
        trees.forEach((file, tree) -> redirect(file, tree, places));
        ObjectNode parts = document.putObject(FILES);
        places.forEach((file, place) -> {
            if (!file.equals(name)) {
                parts.set(place.substring(FILES.length() + 3), trees.get(file));
            }
        });
        return JsonText.bytes(document);
    }

    private static String place(String file, Map<String, String> places) {
        String plain = "#/" + FILES + "/" + file.replaceAll("[^A-Za-z0-9._-]", "_");
        String place = plain;
        for (int number = 2; places.containsValue(place); number++) {
            place = plain + "-" + number;
        }
        return place;
    }

    private static void redirect(String file, JsonNode tree, Map<String, String> places) {
        Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>()); // YAML's aliases share nodes
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(tree);
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            if (!node.isContainerNode() || !seen.add(node)) {
                continue;
            }
            String reference = node.isObject() ? References.reference(node) : null;
            String changed = reference == null ? null : changed(file, reference, places);
            if (changed != null) {
                ((ObjectNode) node).put("$ref", changed);
            }
            node.forEach(open::push);
        }
    }

    private static @Nullable String changed(String file, String reference, Map<String, String> places) {
        int hash = reference.indexOf('#');
        String fragment = hash < 0 ? "" : reference.substring(hash + 1);
        if (!fragment.isEmpty() && !fragment.startsWith("/")) {
            return null; // an anchor, which only its own file knows
        }
        String target = hash == 0 ? file : FileReferences.file(file, reference);
        String place = target == null ? null : places.get(target);
        return place == null ? null : place + (fragment.equals("/") ? "" : fragment);
    }
}
