package dev.ferrule.contract;

/** Who sends a value: read-only properties stay out of requests, write-only ones out of answers. */
public enum Side {
    REQUEST("readOnly"),
    ANSWER("writeOnly");

    private final String unwanted;

    Side(String unwanted) {
        this.unwanted = unwanted;
    }

    /** The keyword of a property that this side does not send. */
    String unwanted() {
        return unwanted;
    }
}
