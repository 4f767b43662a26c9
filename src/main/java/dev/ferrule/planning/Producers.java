package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Outline;
import dev.ferrule.catalogue.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who yields the ids that an operation takes, told from the structure of paths and the names of parameters alone: the
 * GET of the collection before each {@code {id}}, and for a {@code customerId} the lists and searches of customers.
 */
final class Producers {

    private static final int MOST = 8;
    private final Outline outline;
    private final Map<String, List<Card>> lists = new LinkedHashMap<>();

    Producers(Outline outline) {
        this.outline = outline;
        for (Card card : outline.cards()) {
            if (isReader(card)) {
                String resource = resource(card);
                if (!resource.isEmpty()) {
                    lists.computeIfAbsent(resource, name -> new ArrayList<>()).add(card);
                }
            }
        }
    }

    /**
     * One way to come by an id.
     *
     * @param takes the parameter or body field that it is for
     * @param strength 1 for the collection that the path itself names, less where only a name speaks for it
     */
    record Yield(Card producer, String takes, double strength) {}

    /** Nearest first: what yields the last id of the path, then the one before it, then ids in the body. */
    List<Yield> of(Card consumer) {
        List<Yield> yields = new ArrayList<>();
        String path = consumer.path();
        for (int end = path.lastIndexOf('{'); end > 0; end = path.lastIndexOf('{', end - 1)) {
            String parameter = path.substring(end + 1, Math.max(end + 1, path.indexOf('}', end)));
            String before = path.substring(0, end).replaceAll("/+$", "");
            boolean found = false;
            if (path.charAt(end - 1) == '/' && !before.isEmpty() && !before.endsWith("}")) {
                for (Card card : outline.at(before)) {
                    if (card.method().equals("GET")) {
                        yields.add(new Yield(card, parameter, 1));
                        found = true;
                    }
                }
            }
            byName(consumer, nameOf(parameter, before), parameter, found ? 0.5 : 0.8, yields);
        }
        for (String ref : consumer.refs()) {
            byName(consumer, nameOf(ref, ""), ref, 0.6, yields);
        }
        return yields;
    }

    private void byName(Card consumer, String resource, String takes, double strength, List<Yield> yields) {
        int depth = depth(consumer.path());
        int added = 0;
        for (Card card : lists.getOrDefault(resource, List.of())) {
            boolean itself = card.operationId().equals(consumer.operationId());
            if (!itself && depth(card.path()) <= depth && added++ < MOST) {
                yields.add(new Yield(card, takes, depth(card.path()) == 0 ? strength : strength * 0.7));
            }
        }
    }

    /** "customerId" and "customer_id" are customers; a bare "id" is what the segment before it says. */
    private static String nameOf(String parameter, String before) {
        List<String> words = new ArrayList<>(Words.split(parameter));
        while (!words.isEmpty()
                && List.of("id", "ids", "key", "uuid", "guid", "slug", "name", "number", "index", "or")
                        .contains(words.get(words.size() - 1))) {
            words.remove(words.size() - 1);
        }
        if (words.isEmpty()) {
            int slash = before.lastIndexOf('/');
            words = Words.split(before.substring(slash + 1));
        }
        return words.isEmpty() ? "" : stem(words.get(words.size() - 1));
    }

    private static boolean isReader(Card card) {
        return card.method().equals("GET") && !card.path().endsWith("}");
    }

    /** What a list or search lists: its last word that is no verb ("/customers", "/search/customers", "/customers/search"). */
    static String resource(Card card) {
        String[] segments = card.path().toLowerCase(Locale.ROOT).split("/");
        for (int i = segments.length - 1; i >= 0; i--) {
            String segment = segments[i].replaceAll("\\.\\w{2,5}$", "");
            if (segment.isEmpty() || segment.startsWith("{")) {
                continue;
            }
            List<String> words = Words.split(segments[i].equals(segment) ? originalSegment(card.path(), i) : segment);
            String last = words.isEmpty() ? "" : words.get(words.size() - 1);
            if (!last.isEmpty()
                    && !List.of("search", "list", "find", "query", "all", "lookup", "paged", "available")
                            .contains(last)) {
                return stem(last);
            }
        }
        return "";
    }

    private static String originalSegment(String path, int i) {
        return path.split("/")[i];
    }

    private static String stem(String word) {
        List<String> stems = Words.of(word);
        return stems.isEmpty() ? word : stems.get(0);
    }

    private static int depth(String path) {
        int depth = 0;
        for (int i = path.indexOf('{'); i >= 0; i = path.indexOf('{', i + 1)) {
            depth++;
        }
        return depth;
    }
}
