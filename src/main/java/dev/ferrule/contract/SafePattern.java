package dev.ferrule.contract;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A {@code pattern} of a spec, which may be made to take for ever. The matcher may look at a bounded number of characters;
 * a match that needs more, or a pattern that is no pattern, counts as fulfilled, so that the worst that a spec can do is to
 * have one of its own rules not checked.
 */
final class SafePattern implements RegularExpression {

    private static final int PATTERN = 5_000;
    private static final int TEXT = 200_000;

    /** Looks at characters; an honest pattern needs a few for each character of the text. */
    private static final int STEPS = 2_000_000;

    private final @Nullable Pattern pattern;

    SafePattern(String regex) {
        this.pattern = compiled(regex);
    }

    private static @Nullable Pattern compiled(String regex) {
        if (regex.length() > PATTERN) {
            return null;
        }
        try {
            String java = RegularExpressions.replaceDollarAnchors(
                    RegularExpressions.replaceLongformCharacterProperties(classes(regex)));
            return Pattern.compile(java);
        } catch (PatternSyntaxException | StackOverflowError e) {
            return null;
        }
    }

    /** ECMAScript's character classes know no nested classes and no intersection. */
    private static String classes(String regex) {
        StringBuilder java = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length()) {
                java.append(c).append(regex.charAt(++i));
            } else if (inside && (c == '[' || c == '&')) {
                java.append('\\').append(c);
            } else {
                inside = c == '[' || inside && c != ']';
                java.append(c);
            }
        }
        return java.toString();
    }

    @Override
    public boolean matches(String text) {
        if (pattern == null || text.length() > TEXT) {
            return true;
        }
        try {
            return pattern.matcher(new Counted(text, new int[] {STEPS})).find();
        } catch (Spent | StackOverflowError e) {
            return true;
        }
    }

    /** A text whose characters can be looked at only so often. */
    private record Counted(CharSequence text, int[] left) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new Spent();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class Spent extends RuntimeException {
        Spent() {
            super(null, null, false, false);
        }
    }
}
