package dev.ferrule.drift;

/** Which way a value goes: the same change breaks the one and not the other. */
enum Side {
    REQUEST,
    RESPONSE;

    /** For what accepts or sends less than before. */
    Severity narrowed() {
        return this == REQUEST ? Severity.BREAKING : Severity.COMPATIBLE;
    }

    /** For what accepts or sends more than before. */
    Severity widened() {
        return this == REQUEST ? Severity.COMPATIBLE : Severity.BREAKING;
    }

    String code(String code) {
        return this == REQUEST ? code : "response-" + code;
    }
}
