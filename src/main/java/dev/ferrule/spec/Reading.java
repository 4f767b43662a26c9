package dev.ferrule.spec;

import java.util.Arrays;

/**
 * A document that was read.
 *
 * @param api without its operations
 * @param document what its pointers point into, and what may be kept: the bytes that were read, or the OpenAPI document
 *     that was made of them when they are no API description
 */
public record Reading(ApiDescription api, byte[] document) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Reading reading && api.equals(reading.api) && Arrays.equals(document, reading.document);
    }

    @Override
    public int hashCode() {
        return api.hashCode();
    }

    @Override
    public String toString() {
        return api.title();
    }
}
