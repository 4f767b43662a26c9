package dev.ferrule.contract;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions of specs, which may have been written to take for ever. */
final class Patterns {

    private static final int LONGEST = 1_000;
    private static final int MOST_STEPS = 100_000;
    private static final int TRIES = 20;

    private Patterns() {}

    /** Whether the text has the pattern somewhere; false when that cannot be told. */
    static boolean matches(Object pattern, String text) {
        if (!(pattern instanceof String expression) || expression.length() > LONGEST) {
            return false;
        }
        try {
            return Pattern.compile(expression).matcher(new Bounded(text)).find();
        } catch (PatternSyntaxException | TooManySteps | StackOverflowError e) {
            return false;
        }
    }

    /** A text with the pattern, of that many characters; null: none was found. */
    static @Nullable String write(String pattern, int least, int most, Random random) {
        if (pattern.length() > LONGEST) {
            return null;
        }
        for (int i = 0; i < TRIES; i++) {
            String text = new PatternWriter(pattern, random, i).write();
            if (text == null) {
                return null;
            }
            int length = text.codePointCount(0, text.length());
            if (length < least && most >= least && !pattern.endsWith("$")) {
                text = text + "x".repeat(least - length);
                length = least;
            }
            if (length >= least && length <= most && matches(pattern, text)) {
                return text;
            }
        }
        return null;
    }

    /** Thrown out of a match that goes round and round. */
    private static final class TooManySteps extends RuntimeException {}

    /** A text that can only be looked at so often. */
    private static final class Bounded implements CharSequence {

        private final String text;
        private int looks;

        Bounded(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++looks > MOST_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
