package dev.ferrule.problem;

/** Text that can be sent, stored and indexed: Java strings may hold half a character, UTF-8 may not. */
public final class WellFormed {

    private static final char REPLACEMENT = '\uFFFD';

    private WellFormed() {}

    /** The same text, each half of a surrogate pair that stands alone replaced by U+FFFD. */
    public static String text(String text) {
        int at = firstLoneSurrogate(text, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text);
        for (; at >= 0; at = firstLoneSurrogate(text, at + 1)) {
            mended.setCharAt(at, REPLACEMENT);
        }
        return mended.toString();
    }

    private static int firstLoneSurrogate(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                i++;
            } else {
                return i;
            }
        }
        return -1;
    }
}
