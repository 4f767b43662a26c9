package dev.ferrule.contract;

import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986). */
final class Percent {

    private static final String UNRESERVED = "-._~";

    /** Reserved characters that cannot end or split a query: all but {@code # & +}, and brackets, which few servers take. */
    private static final String RESERVED = ":/?@!$'()*,;=";

    private static final String PATH = UNRESERVED + ":@!$&'()*+,;=/%";
    private static final String QUERY = UNRESERVED + ":@!$&'()*+,;=/?%";

    private Percent() {}

    /** Everything but unreserved characters is encoded. */
    static String encoded(String text) {
        return encoded(text, UNRESERVED);
    }

    /** Reserved characters stay ({@code allowReserved}), as far as the value still arrives as one. */
    static String reserved(String text) {
        return encoded(text, UNRESERVED + RESERVED);
    }

    /** The part of a path that stands in the spec: what is encoded there stays so. */
    static String ofPath(String literal) {
        return encoded(literal, PATH);
    }

    static String ofQuery(String literal) {
        return encoded(literal, QUERY);
    }

    private static String encoded(String text, String kept) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || kept.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }
}
