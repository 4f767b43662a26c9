package dev.ferrule.spec;

/** JSON written with single quotes, in whose texts double quotes stand as they are. */
final class Quotes {

    private Quotes() {}

    static String json(String text) {
        StringBuilder json = new StringBuilder();
        boolean escaped = false;
        for (char c : text.toCharArray()) {
            if (escaped || c == '\\') {
                json.append(c);
                escaped = !escaped;
            } else if (c == '"') {
                json.append("\\\"");
            } else {
                json.append(c == '\'' ? '"' : c);
            }
        }
        return json.toString();
    }
}
