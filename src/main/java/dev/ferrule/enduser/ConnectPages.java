package dev.ferrule.enduser;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.connection.OwnedConnections.Needed;
import dev.ferrule.enduser.ConnectLinks.Visit;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pages that an end user sees, without any script. Everything that comes from elsewhere goes through {@link Html#text}.
 */
final class ConnectPages {

    private ConnectPages() {}

    /** A system to connect, and how it stands. */
    record Row(String templateId, String system, State state) {}

    enum State {
        NOT_CONNECTED("Not connected"),
        CONNECTED("Connected"),
        NEEDS_ATTENTION("Needs attention: connect again");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }

    /** One way to connect that may be chosen. */
    record Way(String id, AuthMethod method, boolean login) {}

    private static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%s</title>
                <link rel="stylesheet" href="/connect/style.css">
                </head>
                <body>
                <h1>%s</h1>
                %s
                </body>
                </html>
                """.formatted(Html.text(title), Html.text(title), body);
    }

    static String overview(Visit visit, List<Row> rows, @Nullable String message) {
        String systems = rows.isEmpty()
                ? "<p>There is nothing to connect at the moment.</p>"
                : rows.stream().map(row -> row(visit, row)).collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
        return page("Connect your accounts", """
                <p>%s wants to work with these systems for <strong>%s</strong>.</p>
                %s
                %s
                <form method="post" action="%s/done"><button>Done</button></form>
                """.formatted(
                        Html.text(visit.integration().name()),
                        Html.text(visit.endUser().name()),
                        message(message),
                        systems,
                        address(visit)));
    }

    private static String row(Visit visit, Row row) {
        String address = address(visit) + "/" + Html.text(row.templateId());
        String disconnect = row.state() == State.NOT_CONNECTED
                ? ""
                : "<form class=\"inline\" method=\"post\" action=\"" + address
                        + "/disconnect\"><button>Disconnect</button></form>";
        return """
                <li>%s<br><span class="state">%s</span><br><a class="button" href="%s">%s</a>%s</li>""".formatted(
                        Html.text(row.system()),
                        row.state().words,
                        address,
                        row.state() == State.CONNECTED ? "Change" : "Connect",
                        disconnect);
    }

    /** What to type to connect, or where to go on to log in. Nothing that was typed before is ever in it. */
    static String form(
            Visit visit, String templateId, String system, List<Way> ways, Needed needed, @Nullable String message) {
        String address = address(visit) + "/" + Html.text(templateId);
        StringBuilder fields = new StringBuilder();
        for (String variable : needed.variables()) {
            fields.append(input("v." + variable, variable, "A part of the address of your account.", "text", true));
        }
        needed.fields().forEach((name, field) -> {
            boolean lines = name.endsWith("rivateKey") || name.endsWith("ertificate") || name.endsWith("pkcs12");
            String type = lines ? "lines" : field.secret() ? "password" : "text";
            fields.append(input("c." + name, words(name), field.description(), type, field.required()));
        });
        return page("Connect " + system, """
                <p>For <strong>%s</strong>.</p>
                %s
                %s
                <form method="post" action="%s" autocomplete="off">
                <input type="hidden" name="method" value="%s">
                %s
                <button>%s</button>
                </form>
                <p><a href="%s">Back</a></p>
                """.formatted(
                        Html.text(visit.endUser().name()),
                        message(message),
                        choice(address, system, ways, needed.method().id()),
                        address,
                        Html.text(needed.method().id()),
                        fields,
                        needed.login() ? "Go on to log in" : "Connect",
                        address(visit)));
    }

    private static String choice(String address, String system, List<Way> ways, String chosen) {
        if (ways.size() < 2) {
            return "";
        }
        return ways.stream()
                .map(way -> way.id().equals(chosen)
                        ? "<li><strong>" + Html.text(label(system, way)) + "</strong></li>"
                        : "<li><a href=\"" + address + "?method=" + encoded(way.id()) + "\">"
                                + Html.text(label(system, way)) + "</a></li>")
                .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private static String label(String system, Way way) {
        if (way.login()) {
            return "Log in with " + system;
        }
        return switch (way.method().type()) {
            case "api_key" -> "API key";
            case "basic", "digest", "session" -> "User name and password";
            case "bearer" -> "Access token";
            case "mutual_tls" -> "Certificate";
            case "none" -> "Without credentials";
            default -> way.method().type().replace('_', ' ') + " (" + way.id() + ")";
        };
    }

    private static String input(String name, String label, String description, String type, boolean required) {
        String attributes = "id=\"%s\" name=\"%s\"%s autocomplete=\"off\""
                .formatted(Html.text(name), Html.text(name), required ? " required" : "");
        return "<label for=\"" + Html.text(name) + "\">" + Html.text(label) + (required ? "" : " (optional)")
                + "</label>"
                + (type.equals("lines")
                        ? "<textarea " + attributes + "></textarea>"
                        : "<input type=\"" + type + "\" " + attributes + ">")
                + "<small>" + Html.text(description) + "</small>\n";
    }

    /** {@code apiKey} as "Api key". */
    private static String words(String name) {
        String spaced = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return spaced.isEmpty() ? name : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    /** A link and not a redirect: browsers that keep the page's policy stop a form that leads to another host. */
    static String login(Visit visit, String system, String startUrl, String authorizeUrl) {
        String host = String.valueOf(URI.create(authorizeUrl).getHost());
        return page("Connect " + system, """
                <p>Log in at <strong>%s</strong> and come back here.</p>
                <p><a class="button" rel="noreferrer" href="%s">Go to %s</a></p>
                <p><a href="%s">Back</a></p>
                """.formatted(
                        Html.text(host), Html.text(startUrl), Html.text(host), address(visit)));
    }

    static String done(@Nullable String returnTo) {
        return page(
                "All done",
                returnTo == null
                        ? "<p>You can close this window.</p>"
                        : "<p><a class=\"button\" rel=\"noreferrer\" href=\"" + Html.text(returnTo)
                                + "\">Go back</a></p>");
    }

    static String refusal(String message) {
        return page("This does not work", "<p>" + Html.text(message) + "</p>");
    }

    private static String message(@Nullable String message) {
        return message == null ? "" : "<p class=\"message\" role=\"alert\">" + Html.text(message) + "</p>";
    }

    private static String address(Visit visit) {
        return "/connect/" + visit.token();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Values of a form whose names begin so, without that beginning; what was left empty is not there. */
    static Map<String, @Nullable String> part(Map<String, String> form, String before) {
        Map<String, @Nullable String> part = new java.util.LinkedHashMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith(before) && !value.isEmpty()) {
                part.put(name.substring(before.length()), value);
            }
        });
        return part;
    }
}
