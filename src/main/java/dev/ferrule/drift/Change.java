package dev.ferrule.drift;

/**
 * One thing that is not as it was.
 *
 * @param code what kind of change, stable, such as {@code required-parameter-added}
 * @param pointer of the place in the newer document; of something that is gone, in the older one
 */
public record Change(String code, Severity severity, String pointer, String message) {

    static Change breaking(String code, String pointer, String message) {
        return new Change(code, Severity.BREAKING, pointer, message);
    }

    static Change compatible(String code, String pointer, String message) {
        return new Change(code, Severity.COMPATIBLE, pointer, message);
    }

    static Change words(String code, String pointer, String message) {
        return new Change(code, Severity.DOCUMENTATION, pointer, message);
    }
}
