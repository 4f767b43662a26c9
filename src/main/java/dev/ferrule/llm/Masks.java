package dev.ferrule.llm;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of prompts that somebody has pasted into a requirement, a message or a spec: what looks like one is
 * masked. It is no loss, since no choice of an operation depends on it.
 */
final class Masks {

    private static final String MASK = "[masked]";

    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile(
                    "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\\s\\S]{0,20000}?(?:-----END [A-Z ]{0,40}-----|$)"),
            Pattern.compile("\\beyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]*)?"),
            Pattern.compile("\\b(?:sk|pk|rk|whsec|gh[pousr]|glpat|xox[abeprs]|npm|hf)[-_][\\w-]{12,}"),
            Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
            Pattern.compile("\\bAIza[\\w-]{30,}"),
            Pattern.compile("(?<=://)[^\\s/@:]{1,200}:[^\\s/@]{1,200}(?=@)"),
            Pattern.compile("(?i)(?<=\\b(?:bearer|basic) )[\\w.~+/=-]{16,}"),
            Pattern.compile(
                    "(?i)(?<=\\b(?:password|passwort|passwd|secret|token|api.?key|access.?key)\\b[\"']?\\s{0,3}(?:[:=]|is|ist)\\s{0,3})(?=\\S*\\d)[^\\s,;]{6,}"),
            Pattern.compile("\\b(?=[A-Fa-f]{0,40}\\d)[A-Fa-f0-9]{32,}\\b"),
            // Long and with several digits in it: a key. Ids of operations are long too, but mostly of words.
            Pattern.compile("\\b(?=(?:[A-Za-z+/]{0,60}\\d){4})[A-Za-z0-9+/]{40,}={0,2}"));

    private Masks() {}

    static String masked(String text) {
        String masked = text;
        for (Pattern shape : SHAPES) {
            masked = shape.matcher(masked).replaceAll(MASK);
        }
        return masked;
    }
}
