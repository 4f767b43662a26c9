package dev.ferrule.chat;

import java.util.regex.Pattern;

/** Text of strangers, made fit to be shown and kept. */
final class Texts {

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t\\u200D\\u200C]]+");

    private Texts() {}

    /** One line, without what a terminal or a log would act on. */
    static String line(String text) {
        return clean(text).replaceAll("\\s+", " ").strip();
    }

    /** Without control characters and overrides of writing direction; line breaks stay. */
    static String clean(String text) {
        return CONTROLS.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll(" ");
    }

    /** At most so many characters, no pair cut in two, an ellipsis for what is left out. */
    static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
