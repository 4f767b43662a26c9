package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a recording or collection knows of credentials out of what is made of it. Values are not taken over in the
 * first place; this is for texts that people wrote around them, and for values in places where a name should stand.
 */
final class Secrets {

    static final String MASK = "…";

    private static final int MOST = 500;
    private static final int SHORTEST = 6;

    private static final Pattern CREDENTIAL = Pattern.compile(
            ".*(apikey|apitoken|accesstoken|authtoken|idtoken|subscriptionkey|accesskey|appkey|secretkey|privatekey|apisecret"
                    + "|secret|password|passwd|signature|credential|authorization|sessionid|jwt)"
                    + "|x?key|x?auth|x?token|pwd|sig|sid|bearer|assertion|.*authkey|.*usertoken|.*securitytoken");
    /** To hide every "default" because a cookie says so would spoil the document. */
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Z]?[a-z_-]{0,15}|[A-Z_]{1,15}");

    private static final Pattern NO_CREDENTIAL =
            Pattern.compile("(page|next|prev|continuation|skip|sync|cursor|scroll|idempotency).*");

    private static final List<Pattern> WRITTEN_OUT = List.of(
            Pattern.compile("(?i)(?<keep>\\b(?:bearer|basic|digest|token|apikey)\\s{1,3})[A-Za-z0-9._~+/=-]{8,}"),
            Pattern.compile("(?<keep>)\\beyJ[A-Za-z0-9_-]{8,}[A-Za-z0-9_.-]*"),
            Pattern.compile("(?<keep>://)[^/@\\s]{1,200}@"),
            Pattern.compile("(?<keep>[?&][A-Za-z0-9_.\\[\\]-]{1,60}=)[^\\s&#\"'<>]+"),
            Pattern.compile("(?i)(?<keep>\\b[\\w-]{0,30}(?:key|secret|token|password|passwd|pwd|authorization|cookie)"
                    + "[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?)[^\\s\"',;]{4,}"),
            Pattern.compile("(?<keep>)\\b(?=[A-Za-z_-]{0,200}\\d)(?=[\\d_-]{0,200}[A-Za-z])[A-Za-z0-9_-]{24,}"),
            Pattern.compile("(?<keep>)\\b(?:sk|pk|rk|ghp|gho|xox[abps]|glpat|AKIA|AIza)[_-]?[A-Za-z0-9_-]{8,}"));

    private final Set<String> known = new LinkedHashSet<>();

    /** Whether a parameter, header or field of this name carries a credential. */
    static boolean isCredential(String name) {
        String bare = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return CREDENTIAL.matcher(bare).matches()
                && !NO_CREDENTIAL.matcher(bare).matches();
    }

    /** A value that must appear nowhere; of {@code Bearer x} the second word counts, too. */
    void learn(@Nullable String value) {
        if (value == null || value.contains("{{") || known.size() >= MOST) {
            return;
        }
        for (String part : value.strip().split("[\\s;,]+")) {
            String word = part.substring(part.indexOf('=') + 1).replaceAll("^[\"']|[\"']$", "");
            if (word.length() >= SHORTEST
                    && word.length() <= 10_000
                    && !PLAIN_WORD.matcher(word).matches()) {
                known.add(word);
            }
        }
    }

    /** Every text below, whatever it is for. */
    void learnAll(JsonNode node) {
        if (node.isValueNode()) {
            learn(node.asText());
        }
        node.forEach(this::learnAll);
    }

    /** Of a text that somebody wrote about a request. */
    static @Nullable String scrubbed(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String clean = Texts.shortened(text, 20_000);
        for (Pattern pattern : WRITTEN_OUT) {
            clean = pattern.matcher(clean).replaceAll("${keep}" + MASK);
        }
        return clean;
    }

    /** Takes every known value out of a document, out of its names as well. */
    void removeFrom(ObjectNode document, Budget budget) {
        if (!known.isEmpty()) {
            remove(document, budget);
        }
    }

    private void remove(JsonNode node, Budget budget) {
        budget.checkTime();
        if (node instanceof ObjectNode object) {
            List<String> names = new java.util.ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = object.get(name);
                if (isTold(name)) {
                    object.remove(name);
                } else if (value.isTextual() && isTold(value.textValue())) {
                    object.put(name, masked(value.textValue()));
                } else {
                    remove(value, budget);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = array.get(i);
                if (value.isTextual() && isTold(value.textValue())) {
                    array.set(i, TextNode.valueOf(masked(value.textValue())));
                } else {
                    remove(value, budget);
                }
            }
        }
    }

    private boolean isTold(String text) {
        return text.length() >= SHORTEST && known.stream().anyMatch(text::contains);
    }

    private String masked(String text) {
        String masked = text;
        for (String secret : known) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }
}
