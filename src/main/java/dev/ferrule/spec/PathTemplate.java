package dev.ferrule.spec;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The places of a path that the caller fills in. */
final class PathTemplate {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}/]+)}");

    private PathTemplate() {}

    /** Names in the path that no path parameter has; what comes after a question mark is a query that somebody wrote out. */
    static Set<String> missing(String path, List<Operation.Parameter> parameters) {
        return without(
                path,
                parameters.stream()
                        .filter(parameter -> parameter.in().equals("path"))
                        .map(Operation.Parameter::name)
                        .toList());
    }

    /** All of them, in their order. */
    static Set<String> names(String path) {
        return without(path, List.of());
    }

    static Set<String> undeclared(String path, List<Contract.Parameter> parameters) {
        return without(
                path,
                parameters.stream()
                        .filter(parameter -> parameter.in().equals("path"))
                        .map(Contract.Parameter::name)
                        .toList());
    }

    private static Set<String> without(String path, List<String> declared) {
        int query = path.indexOf('?');
        String template = query < 0 ? path : path.substring(0, query);
        if (template.indexOf('{') < 0) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = PLACE.matcher(template);
        while (matcher.find() && names.size() < 100) {
            names.add(matcher.group(1));
        }
        declared.forEach(names::remove);
        return names;
    }
}
