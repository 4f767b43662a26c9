package dev.ferrule.spec;

/** The versions that are read. */
enum Dialect {
    SWAGGER_2_0("swagger-2.0"),
    OPENAPI_3_0("openapi-3.0"),
    OPENAPI_3_1("openapi-3.1"),
    /** Read as far as it is 3.1. */
    OPENAPI_3_2("openapi-3.2");

    private final String format;

    Dialect(String format) {
        this.format = format;
    }

    String format() {
        return format;
    }

    boolean swagger2() {
        return this == SWAGGER_2_0;
    }
}
