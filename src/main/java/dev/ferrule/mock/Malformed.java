package dev.ferrule.mock;

/** Something that is not written as its style or media type wants it; the message says how it should be. */
final class Malformed extends Exception {

    Malformed(String message) {
        super(message, null, false, false);
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
