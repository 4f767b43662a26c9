package dev.ferrule.ingest;

/** Thrown instead of a document that is no spec but a file of one. */
final class PartOfAnother extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String whole;

    PartOfAnother(String whole) {
        super("Part of another document", null, false, false);
        this.whole = whole;
    }

    /** The document that refers to it. */
    String whole() {
        return whole;
    }
}
