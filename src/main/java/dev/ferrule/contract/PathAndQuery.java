package dev.ferrule.contract;

import dev.ferrule.spec.Contract.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills the path of a spec. A value never leaves its segment: it is encoded, and segments that mean a folder are refused. */
final class PathAndQuery {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}/]+)}");

    private final String template;
    private final Map<Parameter, Object> values;
    private final Given given;
    private final Problems problems;
    private final Set<Parameter> written = new HashSet<>();

    PathAndQuery(String path, Map<Parameter, Object> values, Given given, Problems problems) {
        int fragment = path.indexOf('#'); // Some specs tell operations of one path apart by it; it is never sent.
        this.template = fragment < 0 ? path : path.substring(0, fragment);
        this.values = values;
        this.given = given;
        this.problems = problems;
    }

    String build() {
        int mark = template.indexOf('?');
        String path = path(mark < 0 ? template : template.substring(0, mark));
        List<String> query = new ArrayList<>();
        if (mark >= 0) {
            for (String pair : template.substring(mark + 1).split("&")) {
                String filled = filledPair(pair);
                if (filled != null && !filled.isEmpty()) {
                    query.add(filled);
                }
            }
        }
        values.forEach((parameter, value) -> {
            if (parameter.in().equals("query") && !written.contains(parameter)) {
                query.addAll(pairs(parameter, value));
            }
        });
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private String path(String literal) {
        StringBuilder path = new StringBuilder();
        for (String segment : literal.replaceFirst("^/+", "").split("/", -1)) {
            path.append('/').append(segment(segment));
        }
        return path.toString();
    }

    private String segment(String template) {
        StringBuilder segment = new StringBuilder();
        Matcher matcher = PLACE.matcher(template);
        int from = 0;
        Parameter last = null;
        while (matcher.find()) {
            segment.append(Percent.ofPath(template.substring(from, matcher.start())));
            from = matcher.end();
            Parameter parameter = named("path", matcher.group(1));
            Object value = parameter == null ? null : values.get(parameter);
            if (parameter != null && value != null) {
                last = parameter;
                segment.append(new Styles(parameter.style(), parameter.explode(), Percent::encoded)
                        .text(parameter.name(), value(parameter, value)));
            }
        }
        segment.append(Percent.ofPath(template.substring(from)));
        String built = segment.toString();
        if (built.equals(".") || built.equals("..")) {
            problems.add(
                    last == null ? "/path" : given.pointer(last), "must not make the path segment '" + built + "'");
        } else if (built.isEmpty() && last != null) {
            problems.add(given.pointer(last), "must not be empty: it is a segment of the path");
        }
        return built;
    }

    /** A query that stands in the spec's path, such as {@code ?action=copy&id={id}}. */
    private @Nullable String filledPair(String pair) {
        Matcher matcher = PLACE.matcher(pair);
        StringBuilder filled = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            Parameter parameter = named("path", matcher.group(1));
            parameter = parameter == null ? named("query", matcher.group(1)) : parameter;
            Object value = parameter == null ? null : values.get(parameter);
            if (parameter == null || value == null) {
                return null;
            }
            written.add(parameter);
            filled.append(Percent.ofQuery(pair.substring(from, matcher.start())));
            filled.append(Percent.encoded(Styles.plain(value)));
            from = matcher.end();
        }
        return filled.append(Percent.ofQuery(pair.substring(from))).toString();
    }

    private @Nullable Parameter named(String in, String name) {
        return values.keySet().stream()
                .filter(parameter ->
                        parameter.in().equals(in) && parameter.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static List<String> pairs(Parameter parameter, Object value) {
        return new Styles(
                        parameter.style(),
                        parameter.explode(),
                        parameter.allowReserved() ? Percent::reserved : Percent::encoded)
                .pairs(parameter.name(), value(parameter, value));
    }

    /** Where a parameter has a media type of its own, its value is one text of that type. */
    static Object value(Parameter parameter, Object value) {
        return parameter.mediaType() == null || value instanceof String ? value : Bodies.json(value);
    }
}
