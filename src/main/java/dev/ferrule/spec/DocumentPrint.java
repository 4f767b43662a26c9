package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every operation of a document looks like, as a few numbers: enough to tell which operations cannot have changed
 * between two documents, whatever they refer to and however deep, in time and memory that grow with the documents only.
 */
public final class DocumentPrint {

    private final Map<String, Part> operations = new HashMap<>();
    private final Map<String, Part> components = new HashMap<>();

    /** What applies to every operation that does not say otherwise. */
    private final long defaults;

    /** @param refs pointers that stand in it, also those that are only texts that look like one */
    private record Part(long hash, Set<String> refs) {}

    DocumentPrint(JsonNode root, Dialect dialect, References references) {
        Deque<String> waiting = new ArrayDeque<>();
        long common = 0;
        for (String name : List.of("security", "consumes", "produces")) {
            common += mixed(name.hashCode(), of(root.path(name), new HashSet<>()));
        }
        defaults = common;
        new PathItem(root, dialect, references, new Warnings()).forEach(entry -> {
            Set<String> refs = new HashSet<>();
            long[] hash = {of(entry.operation(), refs)};
            entry.item().fields().forEachRemaining(field -> {
                if (List.of("parameters", "servers", "summary", "description").contains(field.getKey())) {
                    hash[0] += mixed(field.getKey().hashCode(), of(field.getValue(), refs));
                }
            });
            operations.putIfAbsent(key(entry.method(), entry.path()), new Part(hash[0], Set.copyOf(refs)));
            waiting.addAll(refs);
        });
        for (String ref = waiting.poll(); ref != null; ref = waiting.poll()) {
            if (!components.containsKey(ref)) {
                References.Target target = references.find(ref);
                Set<String> refs = new HashSet<>();
                components.put(ref, new Part(target == null ? 0 : of(target.node(), refs), Set.copyOf(refs)));
                waiting.addAll(refs);
            }
        }
    }

    /** The name of an operation here: {@code GET /orders/{id}}. */
    public static String key(String method, String path) {
        return method + " " + path;
    }

    /** Operations of both documents that may differ, because they or something that they refer to do. */
    public Set<String> mayDiffer(DocumentPrint before) {
        Set<String> differing = new HashSet<>();
        Set<String> tainted = tainted(before);
        operations.forEach((key, now) -> {
            Part old = before.operations.get(key);
            if (old != null
                    && (defaults != before.defaults
                            || old.hash != now.hash
                            || now.refs.stream().anyMatch(tainted::contains))) {
                differing.add(key);
            }
        });
        return differing;
    }

    /** Components that changed, and all that lead to one. */
    private Set<String> tainted(DocumentPrint before) {
        Map<String, List<String>> users = new HashMap<>();
        components.forEach((name, part) -> part.refs.forEach(
                ref -> users.computeIfAbsent(ref, any -> new ArrayList<>()).add(name)));
        Set<String> tainted = new HashSet<>();
        Deque<String> waiting = new ArrayDeque<>();
        components.forEach((name, part) -> {
            Part old = before.components.get(name);
            if (old == null || old.hash != part.hash) {
                waiting.add(name);
            }
        });
        for (String name = waiting.poll(); name != null; name = waiting.poll()) {
            if (tainted.add(name)) {
                waiting.addAll(users.getOrDefault(name, List.of()));
            }
        }
        return tainted;
    }

    /** The order of an object's fields does not count. */
    private static long of(JsonNode node, Set<String> refs) {
        if (node.isObject()) {
            long[] sum = {7};
            node.fields().forEachRemaining(field -> sum[0] += mixed(text(field.getKey()), of(field.getValue(), refs)));
            return mixed(sum[0], 1);
        } else if (node.isArray()) {
            long hash = 11;
            for (JsonNode item : node) {
                hash = mixed(hash, of(item, refs));
            }
            return hash;
        } else if (node.isTextual() && node.textValue().startsWith("#/")) {
            refs.add(node.textValue());
        }
        return mixed(text(node.asText()), node.getNodeType().ordinal());
    }

    private static long text(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** As in SplitMix64: every bit of both counts for every bit of the result. */
    private static long mixed(long one, long other) {
        long z = one * 0x9e3779b97f4a7c15L + other;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
