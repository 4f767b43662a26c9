package dev.ferrule.auth;

import dev.ferrule.spec.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What descriptions say about authentication in plain words. The words decide nothing but a clue: no text can name a host,
 * a tool or a scheme that is then used unseen.
 */
final class ProseClues {

    static final String SERVER = "client_credentials";
    private static final int LIMIT = 200_000;

    private static final Pattern HEADER_NAME = Pattern.compile(
            "-H\\s*['\"]\\s*([A-Za-z][\\w-]{1,60})\\s*:|[`'\"]([A-Za-z][\\w-]{1,60})[`'\"]\\s+(?:http |request )*header"
                    + "|\\bheader(?: named| called| field)?:?\\s+[`'\"]([A-Za-z][\\w-]{1,60})[`'\"]"
                    + "|\\b(x-[\\w-]{0,40}(?:key|token))\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern QUERY_NAME = Pattern.compile(
            "[?&](api_?key|access_token|api_?token|auth_?token|app_?key|apikey|token|appid)=",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PREFIX = Pattern.compile(
            "authorization[`'\"]?\\s*:\\s*[`'\"]?\\s*(token|api-?key|key|apitoken)\\s+[^\\s]"
                    + "|(?:prepend\\w*|prefix\\w*|preced\\w*|start\\w*|begin\\w*)[^.\\n]{0,30}[`'\"](token|api-?key|key)\\s?[`'\"]"
                    + "|[`'\"](token|api-?key|key) [<{\\[]",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CREDENTIAL_NAME = Pattern.compile(".*(key|token|secret|auth)[a-z]{0,3}");
    private static final Pattern SERVER_FLOW = Pattern.compile(
            "client[_ ]credentials|machine[- ]to[- ]machine|service account|\\bclient[_ ]secret\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_FLOW = Pattern.compile(
            "authorization[_ ]code|redirect[_ ]ur[il]|consent|on behalf of|end[- ]users?", Pattern.CASE_INSENSITIVE);

    private ProseClues() {}

    /** Clues in one text, each kind once; {@code place} scales what a mention there is worth. */
    static List<Clue> of(String text, String pointer, double place) {
        String bounded = text.length() > LIMIT ? text.substring(0, LIMIT) : text;
        String lower = Text.lower(bounded);
        String quoted = lower.length() == bounded.length() ? bounded : lower;
        List<Clue> found = new ArrayList<>();
        for (ProseRule rule : ProseRule.ALL) {
            Matcher matcher = rule.in(lower);
            if (matcher != null && found.stream().noneMatch(clue -> clue.type().equals(rule.type()))) {
                Evidence evidence = Text.quote(pointer, quoted, matcher.start(), matcher.end());
                Clue clue = Clue.of(rule.type(), rule.weight() * place, evidence);
                found.add(rule.type().equals("oauth2") ? clue.byFlow(flowIn(quoted), null) : clue);
            }
        }
        if (lower.contains("key") || lower.contains("token") || lower.contains("appid")) {
            named(quoted, pointer, place, found);
        }
        return found;
    }

    /** Which flow the words are about: null when they do not say. */
    static @Nullable String flowIn(String text) {
        boolean server = SERVER_FLOW.matcher(text).find();
        boolean user = USER_FLOW.matcher(text).find();
        return server == user ? null : server ? SERVER : "authorization_code";
    }

    private static void named(String text, String pointer, double place, List<Clue> found) {
        Matcher prefix = PREFIX.matcher(text);
        if (prefix.find()) {
            found.add(Clue.key(
                            "header",
                            "Authorization",
                            0.8 * place,
                            Text.quote(pointer, text, prefix.start(), prefix.end()))
                    .prefixed(group(prefix)));
        }
        Matcher header = HEADER_NAME.matcher(text);
        while (header.find()) {
            String name = group(header);
            if (!name.equalsIgnoreCase("authorization")
                    && CREDENTIAL_NAME.matcher(Text.bare(name)).matches()) {
                found.add(
                        Clue.key("header", name, 0.8 * place, Text.quote(pointer, text, header.start(), header.end())));
                break;
            }
        }
        Matcher query = QUERY_NAME.matcher(text);
        if (query.find()) {
            found.add(Clue.key(
                    "query", query.group(1), 0.75 * place, Text.quote(pointer, text, query.start(), query.end())));
        }
    }

    private static String group(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        return "";
    }

    /** What an {@code Authorization} header holds, by the words beside it; an API key as it stands when they are silent. */
    static Clue authorizationHeader(String words, Evidence evidence) {
        Matcher prefix = PREFIX.matcher(words);
        if (prefix.find()) {
            return Clue.key("header", "Authorization", 0.85, evidence).prefixed(group(prefix));
        }
        String lower = Text.lower(words);
        if (lower.contains("aws4") || lower.contains("sigv4") || lower.matches("(?s).*(aws|amazon) signature.*")) {
            return Clue.of("aws_sigv4", 0.9, evidence);
        }
        if (lower.contains("hmac") || lower.contains("signature")) {
            return new Clue("hmac", "header", "Authorization", null, null, null, 0.8, 0, evidence);
        }
        if (lower.contains("digest")) {
            return Clue.of("digest", 0.8, evidence);
        }
        boolean bearer = lower.matches("(?s).*(bearer|\\bjwt\\b|oauth|access token).*");
        boolean basic = lower.matches("(?s).*(\\bbasic\\b|base64|base 64|user(name)? ?(:|and) ?password).*");
        if (bearer != basic) {
            return Clue.of(bearer ? "bearer" : "basic", 0.85, evidence);
        }
        return Clue.key("header", "Authorization", 0.7, evidence);
    }
}
