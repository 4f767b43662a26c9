package dev.ferrule.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What path templates have in common. */
final class Paths {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]*)}");

    private Paths() {}

    /** Names of the variables, in their order. */
    static List<String> variables(String path) {
        List<String> names = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** The same for paths that differ only in what their variables are called. */
    static String shape(String path) {
        return VARIABLE.matcher(path).replaceAll("{}");
    }
}
