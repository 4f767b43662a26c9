package dev.ferrule.chat;

import dev.ferrule.llm.Progress;
import dev.ferrule.planning.Usage;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a language model's words through, word by word: addresses that are not in what it was given are left out before
 * anybody sees them, and operations that no spec has are said to be none.
 */
final class Grounded implements Progress {

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:[a-zA-Z][a-zA-Z0-9+.-]{1,20}:)?//[^\\s<>\"'`)\\]]+|\\b(?:javascript|data|vbscript):[^\\s]+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OPERATION =
            Pattern.compile("\\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[`*]*\\s+[`*]*(/[^\\s,;\"'`*)]*)");
    private static final int LONGEST_WORD = 2_000;

    private final Predicate<String> isGiven;
    private final Predicate<String> isKnown;
    private final TurnProgress progress;
    private final StringBuilder word = new StringBuilder();
    private final StringBuilder text = new StringBuilder();

    /**
     * @param isGiven whether the model was given an address, which is in lower case
     * @param isKnown whether the specs at hand have an operation, by "METHOD /path"
     */
    Grounded(Predicate<String> isGiven, Predicate<String> isKnown, TurnProgress progress) {
        this.isGiven = isGiven;
        this.isKnown = isKnown;
        this.progress = progress;
    }

    void took(Usage more) {
        progress.took(more);
    }

    @Override
    public void step(String kind, String said) {
        if (kind.equals("retry")) {
            word.setLength(0);
            text.setLength(0);
        }
        progress.step(kind, said);
    }

    @Override
    public boolean isCancelled() {
        return progress.isCancelled();
    }

    @Override
    public void token(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            word.append(c);
            if (Character.isWhitespace(c) || word.length() > LONGEST_WORD) {
                pass();
            }
        }
    }

    private void pass() {
        String passed = Texts.clean(ADDRESS.matcher(word)
                .replaceAll(match -> Matcher.quoteReplacement(
                        isGiven.test(trimmed(match.group()).toLowerCase(Locale.ROOT))
                                ? match.group()
                                : "(address left out)")));
        word.setLength(0);
        text.append(passed);
        progress.token(passed);
    }

    private static String trimmed(String address) {
        return address.replaceAll("[.,;:!?]+$", "");
    }

    /** The whole text as it was let through, once the model has ended. */
    String end() {
        pass();
        Set<String> unknown = new LinkedHashSet<>();
        Matcher operation = OPERATION.matcher(text);
        while (operation.find()) {
            String name = operation.group(1) + " " + operation.group(2).replaceAll("[.:!?]+$", "");
            if (!isKnown.test(name)) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty() && !text.toString().isBlank()) {
            progress.step("refuse", "Operations were named that no spec at hand has");
            String note = "\n\nNot in the specs, so not to be relied on: " + String.join(", ", unknown) + ".";
            text.append(note);
            progress.token(note);
        }
        return text.toString();
    }
}
