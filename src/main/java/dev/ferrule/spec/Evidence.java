package dev.ferrule.spec;

/**
 * Where in a spec a claim comes from.
 *
 * @param pointer JSON Pointer (RFC 6901) as a URI fragment, such as {@code #/paths/~1orders/get}
 * @param quote the words found there, shortened to 200 characters
 */
public record Evidence(String pointer, String quote) {}
