package dev.ferrule.mock;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of a spec, read as what it should have meant: {@code /a/{b}:{c}}, {@code /files/{path}} with slashes in the value,
 * {@code /soap?action=Get} and {@code /#Action=Get} all match. It looks at each character once, whatever the path is.
 */
final class PathPattern {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}/]+)}");

    private final List<String> segments;
    private final List<String> query;

    private PathPattern(List<String> segments, List<String> query) {
        this.segments = segments;
        this.query = query;
    }

    static PathPattern of(String path) {
        int end = path.length();
        List<String> query = List.of();
        int mark = path.indexOf('?');
        int hash = path.indexOf('#');
        if (mark >= 0 && (hash < 0 || mark < hash)) {
            end = mark;
            String text = path.substring(mark + 1, hash < 0 ? path.length() : hash);
            query = List.of(text.split("&")).stream()
                    .filter(part -> !part.isEmpty() && part.indexOf('{') < 0)
                    .map(PathPattern::decoded)
                    .toList();
        } else if (hash >= 0) {
            end = hash;
        }
        return new PathPattern(segments(path.substring(0, end)), query);
    }

    static List<String> segments(String path) {
        String inner = path.startsWith("/") ? path.substring(1) : path;
        return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
    }

    int length() {
        return segments.size();
    }

    /** Whether the query has what the path writes out itself. */
    boolean hasQuery(@Nullable String rawQuery) {
        List<String> there = rawQuery == null
                ? List.of()
                : List.of(rawQuery.split("&")).stream()
                        .map(PathPattern::decoded)
                        .toList();
        return there.containsAll(query);
    }

    /** How much it says itself; of two that match, the one that says more is meant. */
    int weight() {
        int places = segments.stream()
                .mapToInt(one -> (int) PLACE.matcher(one).results().count())
                .sum();
        int letters = segments.stream()
                .mapToInt(one -> PLACE.matcher(one).replaceAll("").length())
                .sum();
        return query.size() * 100_000 - places * 1_000 + Math.min(letters, 999);
    }

    /** Values as they stand in the address, by name; null: it does not match. */
    @Nullable
    Map<String, String> values(List<String> asked) {
        Map<String, String> values = new LinkedHashMap<>();
        if (asked.size() < segments.size()
                || segments.isEmpty() && !String.join("/", asked).isEmpty()) {
            return null;
        }
        for (int i = 0; i < segments.size(); i++) {
            boolean last = i == segments.size() - 1;
            boolean rest = last && asked.size() > segments.size();
            if (rest && !PLACE.matcher(segments.get(i)).find()) {
                return null;
            }
            String segment = rest ? String.join("/", asked.subList(i, asked.size())) : asked.get(i);
            if (!segment(segments.get(i), segment, values)) {
                return null;
            }
        }
        return values;
    }

    private static boolean segment(String template, String asked, Map<String, String> values) {
        List<String> literals = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Matcher place = PLACE.matcher(template);
        int from = 0;
        while (place.find()) {
            literals.add(template.substring(from, place.start()));
            names.add(place.group(1));
            from = place.end();
        }
        String tail = template.substring(from);
        if (names.isEmpty()) {
            return decoded(tail).equals(decoded(asked));
        }
        if (!asked.startsWith(literals.get(0)) || !asked.endsWith(tail)) {
            return false;
        }
        int at = literals.get(0).length();
        for (int i = 0; i < names.size(); i++) {
            boolean last = i == names.size() - 1;
            String next = last ? tail : literals.get(i + 1);
            int end = last
                    ? asked.length() - tail.length()
                    : next.isEmpty() ? Math.min(at + 1, asked.length()) : asked.indexOf(next, at + 1);
            if (end <= at) {
                return false;
            }
            values.put(names.get(i), asked.substring(at, end));
            at = end + (last ? 0 : next.length());
        }
        return true;
    }

    /** The name of the place that makes up the whole last segment; null: there is none. */
    @Nullable
    String item() {
        Matcher place = segments.isEmpty() ? null : PLACE.matcher(segments.get(segments.size() - 1));
        return place != null && place.matches() ? place.group(1) : null;
    }

    static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            out[length++] = low < 0 ? bytes[i] : (byte) (high * 16 + low);
            i += low < 0 ? 0 : 2;
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }
}
