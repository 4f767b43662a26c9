package dev.ferrule.contract;

/** JSON Pointers (RFC 6901), and texts short enough for a message. */
final class Pointers {

    private Pointers() {}

    /** One step of a pointer. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
