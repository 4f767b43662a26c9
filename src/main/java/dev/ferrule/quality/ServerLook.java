package dev.ferrule.quality;

import dev.ferrule.spec.Server;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be told of a server's URL without going there. */
final class ServerLook {

    private static final Pattern WEB = Pattern.compile("(?i)(https?)://(?:[^/?#@]*@)?(\\[[^]/]*]|[^/?#:]+).*");
    private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?i).*(\\bexample\\.(com|org|net)|\\.(example|test|invalid)(?![a-z0-9.-])"
                    + "|petstore\\.swagger|(^|[/.])(your|my)[-_.]|<|changeme|todo).*");
    private static final Pattern PRIVATE = Pattern.compile("localhost|.*\\.localhost|127\\..*|0\\.0\\.0\\.0|10\\..*"
            + "|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|169\\.254\\..*|\\[(::1?|f[cd].*|fe[89ab].*)]"
            + "|.*\\.(local|localdomain|internal|intranet|lan|corp|home\\.arpa)|[^.\\[]*");
    private static final int LONGEST = 2_000;

    private final Places places;
    private int looked;

    ServerLook(Places places) {
        this.places = places;
    }

    int looked() {
        return looked;
    }

    void look(Server server, String pointer) {
        looked++;
        String url = server.url().length() > LONGEST ? server.url().substring(0, LONGEST) : server.url();
        for (Server.Variable variable : server.variables()) {
            String value = variable.defaultValue();
            if ((value == null || value.isBlank()) && !variable.allowed().isEmpty()) {
                value = variable.allowed().get(0);
            }
            if (value != null && !value.isBlank()) {
                url = url.replace("{" + variable.name() + "}", value);
            }
        }
        Matcher open = VARIABLE.matcher(url);
        if (open.find()) {
            places.add(Fault.SERVER_UNRESOLVED, pointer, "{" + open.group(1) + "}");
            return;
        }
        Matcher web = WEB.matcher(url);
        if (PLACEHOLDER.matcher(url).matches()) {
            places.add(Fault.SERVER_PLACEHOLDER, pointer, url);
        } else if (!web.matches()) {
            boolean other = SCHEME.matcher(url).matches() || url.startsWith("//");
            places.add(other ? Fault.SERVER_UNUSABLE : Fault.SERVER_RELATIVE, pointer, url);
        } else if (PRIVATE.matcher(web.group(2).toLowerCase(Locale.ROOT)).matches()) {
            places.add(Fault.SERVER_PRIVATE, pointer, web.group(2));
        } else if (web.group(1).equalsIgnoreCase("http")) {
            places.add(Fault.SERVER_INSECURE, pointer, url);
        }
    }
}
