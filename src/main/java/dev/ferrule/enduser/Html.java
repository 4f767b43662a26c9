package dev.ferrule.enduser;

/** Text from anywhere as text of a page: whatever is in it, it is shown and never obeyed. */
final class Html {

    private Html() {}

    /** For content and for attribute values in quotes. */
    static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    if (!turnsText(c) && (c >= ' ' || c == '\n')) {
                        safe.append(c);
                    }
                }
            }
        }
        return safe.toString();
    }

    /** The marks that change the direction of writing make a text look like another one. */
    private static boolean turnsText(char c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }
}
