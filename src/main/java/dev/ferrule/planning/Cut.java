package dev.ferrule.planning;

/** Makes texts of users, specs and models fit where they are shown. */
final class Cut {

    private Cut() {}

    /** In one line without control characters, of at most so many characters; an ellipsis stands for what is gone. */
    static String line(String text, int longest) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = longest - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
