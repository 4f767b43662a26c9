package dev.ferrule.mock;

import dev.ferrule.spec.Contract.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses what to answer in, by the Accept header (RFC 9110 section 12.5.1). */
record Accepted(Content content, String mediaType) {

    /** One range of the header. */
    private record Range(String type, double weight) {

        /** How exactly it names the type: the more, the sooner it counts; -1: not at all. */
        int exactness(String mediaType) {
            if (type.equals(mediaType)) {
                return 2;
            }
            boolean some = type.endsWith("/*") && mediaType.startsWith(type.substring(0, type.length() - 1));
            return some ? 1 : type.equals("*/*") || type.equals("*") ? 0 : -1;
        }
    }

    /** Null: the caller takes nothing that there is. */
    static @Nullable Accepted choose(List<Content> contents, @Nullable String accept) {
        List<Accepted> all = new ArrayList<>();
        contents.forEach(content -> all.add(new Accepted(content, concrete(content))));
        if (accept == null || accept.isBlank()) {
            return all.isEmpty() ? null : all.get(0);
        }
        List<Range> ranges = ranges(accept);
        Comparator<Accepted> best = Comparator.comparingDouble(one -> weight(one, ranges));
        return all.stream()
                .filter(one -> weight(one, ranges) > 0)
                .reduce((one, other) -> best.compare(other, one) > 0 ? other : one)
                .orElse(null);
    }

    private static double weight(Accepted one, List<Range> ranges) {
        String type = Bodies.essence(one.mediaType());
        return ranges.stream()
                .filter(range -> range.exactness(type) >= 0)
                .max(Comparator.comparingInt(range -> range.exactness(type)))
                .map(Range::weight)
                .orElse(0.0);
    }

    private static List<Range> ranges(String accept) {
        List<Range> ranges = new ArrayList<>();
        for (String part : accept.split(",")) {
            double weight = 1;
            for (String parameter : part.split(";")) {
                if (parameter.strip().matches("(?i)q\\s*=\\s*[01](\\.\\d{0,3})?")) {
                    weight = Double.parseDouble(
                            parameter.substring(parameter.indexOf('=') + 1).strip());
                }
            }
            ranges.add(new Range(Bodies.essence(part), weight));
        }
        return ranges;
    }

    /** A range such as image/* says what could come; something has to. */
    private static String concrete(Content content) {
        String type = content.mediaType().strip();
        if (type.indexOf('*') < 0 && type.indexOf('/') > 0) {
            return type;
        }
        Map<String, String> usual = Map.of("text/*", "text/plain", "image/*", "image/png", "audio/*", "audio/mpeg");
        String known = usual.get(Bodies.essence(type));
        boolean text = "string".equals(content.schema().get("type"));
        return known != null ? known : text ? "application/octet-stream" : "application/json";
    }
}
