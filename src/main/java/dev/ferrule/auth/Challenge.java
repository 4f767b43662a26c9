package dev.ferrule.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One challenge of a {@code WWW-Authenticate} field (RFC 9110 section 11.6.1); one field may hold several.
 *
 * @param parameters by names in lower case, without quotes
 */
public record Challenge(String scheme, Map<String, String> parameters) {

    private static final int MOST = 8_000;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern PARAMETER = Pattern.compile(
            "\\G[\\s,]*(" + TOKEN + ")\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(" + TOKEN + "[^\\s,]*))");
    private static final Pattern SCHEME = Pattern.compile("\\G[\\s,]*(" + TOKEN + ")(?=$|[\\s,])");

    /** All challenges, in the order in which they stand; what cannot be read ends a field. */
    public static List<Challenge> all(List<String> fields) {
        List<Challenge> found = new ArrayList<>();
        for (String field : fields) {
            String text = field.length() > MOST ? field.substring(0, MOST) : field;
            Matcher scheme = SCHEME.matcher(text);
            Matcher parameter = PARAMETER.matcher(text);
            int at = 0;
            while (at < text.length()) {
                if (!found.isEmpty() && parameter.find(at) && parameter.start() == at) {
                    String value = parameter.group(2) == null
                            ? parameter.group(3)
                            : parameter.group(2).replaceAll("\\\\(.)", "$1");
                    found.get(found.size() - 1)
                            .parameters
                            .putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
                    at = parameter.end();
                } else if (scheme.find(at) && scheme.start() == at) {
                    found.add(new Challenge(scheme.group(1), new LinkedHashMap<>()));
                    at = scheme.end();
                } else {
                    break;
                }
            }
        }
        return found;
    }

    public boolean is(String name) {
        return scheme.equalsIgnoreCase(name);
    }
}
