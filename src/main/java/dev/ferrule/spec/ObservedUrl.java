package dev.ferrule.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address that somebody used, as a server and a path template: what looks like an id, a date or a token became a
 * parameter, so that many requests are one operation, and no value remains.
 *
 * @param server such as {@code https://api.example.com} or {@code {baseUrl}}; never with user info
 * @param path begins with a slash
 * @param query names and values as they stood
 */
record ObservedUrl(String server, String path, List<Named> query) {

    /** @param value null when there was no equals sign */
    record Named(String name, @Nullable String value) {}

    private static final int LONGEST = 8_000;
    private static final int MOST_SEGMENTS = 60;

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]{1,200})}}");
    private static final Pattern ORIGIN =
            Pattern.compile("(?i)^(https?)://(?:[^/?#]*@)?([^/?#@\\s]+)(.*)$", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(?i)(\\[[0-9a-f:.]+]|[a-z0-9_.{}-]+)(:\\d{1,5}|:\\{\\w+})?");
    private static final Pattern DATE = Pattern.compile("(19|20)\\d\\d-\\d\\d-\\d\\d.*");
    private static final Pattern OPAQUE = Pattern.compile("\\d+"
            + "|(?i:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
            + "|(?=[a-f]*\\d)[0-9a-f]{12,}|(?=[A-Z]*\\d)[A-Z0-9]{8,}"
            + "|[a-z]{2,6}[_-](?=[A-Za-z]*\\d)[A-Za-z0-9]{8,}"
            + "|(?=(?:\\D*\\d){3})(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9_=~.-]{20,}"
            + "|[A-Za-z0-9]{32,}|.*[@%|;,!*'].*|.{80,}");
    private static final Pattern CALLED = Pattern.compile("(\\w{1,60})\\(.+\\)");
    private static final Pattern FILE_TYPE = Pattern.compile("(.+)(\\.(json|xml|csv|html|pdf))");

    /** Empty server: it names none. Null: it is no address of HTTP. */
    static @Nullable ObservedUrl of(String raw, Map<String, String> bases) {
        String url = raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw.strip();
        Matcher first = VARIABLE.matcher(url);
        String server = "";
        if (first.lookingAt()) {
            String base = bases.get(first.group(1).strip());
            server = base == null ? "{" + name(first.group(1)) + "}" : "";
            url = base == null ? url.substring(first.end()) : base + url.substring(first.end());
        }
        url = VARIABLE.matcher(url).replaceAll(found -> "{" + Matcher.quoteReplacement(name(found.group(1))) + "}");
        Matcher origin = ORIGIN.matcher(server.isEmpty() && !url.contains("://") ? "https://" + url : url);
        if (server.isEmpty()) {
            if (!origin.matches() || !HOST.matcher(origin.group(2)).matches()) {
                return null;
            }
            server = origin.group(1).toLowerCase(Locale.ROOT) + "://"
                    + origin.group(2).toLowerCase(Locale.ROOT);
            url = origin.group(3);
        }
        int fragment = url.indexOf('#');
        String rest = fragment < 0 ? url : url.substring(0, fragment);
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        return new ObservedUrl(server, template(path), question < 0 ? List.of() : query(rest.substring(question + 1)));
    }

    private static List<Named> query(String text) {
        List<Named> query = new ArrayList<>();
        for (String pair : text.split("&", 200)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                query.add(new Named(decoded(name), equals < 0 ? null : pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return text.replace("%5B", "[").replace("%5D", "]").replace("%5b", "[").replace("%5d", "]");
    }

    private static String template(String path) {
        StringBuilder template = new StringBuilder();
        Set<String> names = new HashSet<>();
        String before = "";
        int count = 0;
        for (String segment : path.split("/")) {
            if (segment.isEmpty() || ++count > MOST_SEGMENTS) {
                continue;
            }
            String part = part(segment, before, names);
            template.append('/').append(part);
            before = part.startsWith("{") ? before : part;
        }
        return template.isEmpty() ? "/" : template.toString();
    }

    private static String part(String segment, String before, Set<String> names) {
        if (segment.startsWith(":") && segment.length() > 1) {
            return "{" + unique(name(segment.substring(1)), names) + "}";
        }
        if (segment.indexOf('{') >= 0) {
            StringBuilder part = new StringBuilder();
            Matcher braces = Pattern.compile("\\{([^{}]*)}").matcher(segment);
            int at = 0;
            while (braces.find()) {
                part.append(plain(segment.substring(at, braces.start())));
                part.append('{').append(unique(name(braces.group(1)), names)).append('}');
                at = braces.end();
            }
            return part.append(plain(segment.substring(at))).toString();
        }
        Matcher called = CALLED.matcher(segment); // OData
        if (called.matches()) {
            return called.group(1) + "({" + unique(idOf(called.group(1)), names) + "})";
        }
        Matcher file = FILE_TYPE.matcher(segment);
        String stem = file.matches() ? file.group(1) : segment;
        String type = file.matches() ? file.group(2) : "";
        if (DATE.matcher(stem).matches()) {
            return "{" + unique("date", names) + "}" + type;
        }
        return isOpaque(stem) ? "{" + unique(idOf(before), names) + "}" + type : plain(segment);
    }

    private static String plain(String text) {
        return text.replaceAll("[{}\\s\\p{Cntrl}]", "");
    }

    /** Whether a word says nothing: an id, a token, or something about a person. */
    static boolean isOpaque(String word) {
        return OPAQUE.matcher(word).matches();
    }

    private static String idOf(String collection) {
        String name = name(collection.replaceFirst("\\.\\w+$", ""));
        if (name.length() < 3 || collection.isEmpty() || name.matches("v?\\d+.*")) {
            return "id";
        }
        String one = name.endsWith("ies")
                ? name.substring(0, name.length() - 3) + "y"
                : name.endsWith("s") && !name.endsWith("ss") ? name.substring(0, name.length() - 1) : name;
        return one + "Id";
    }

    private static String unique(String name, Set<String> names) {
        String unique = name;
        for (int number = 2; !names.add(unique); number++) {
            unique = name + number;
        }
        return unique;
    }

    /** Made fit for a template; what is no name at all is {@code value}. */
    static String name(String text) {
        String name = text.strip().replaceAll("[^A-Za-z0-9_.-]+", "_").replaceAll("^_+|_+$", "");
        return name.isEmpty() || name.length() > 60 || isOpaque(name) && !name.matches("\\D{1,60}") ? "value" : name;
    }

    /** The value of a variable, when it is an address that others may begin with; null when it is anything else. */
    static @Nullable String base(String value) {
        ObservedUrl url = value.matches("(?is)https?://.*") ? of(value, Map.of()) : null;
        return url == null ? null : url.path.equals("/") ? url.server : url.server + url.path;
    }
}
