package dev.ferrule.catalogue;

import java.time.Instant;

/**
 * What became of a document that was added with others: as much of the spec as many are told of.
 *
 * @param created false when that content was there already
 */
public record KeptSpec(String specId, String title, int operationCount, Instant createdAt, boolean created) {

    public static KeptSpec of(Spec spec, boolean created) {
        return new KeptSpec(spec.id(), spec.title(), spec.operationCount(), spec.createdAt(), created);
    }

    public KeptSpec as(boolean created) {
        return new KeptSpec(specId, title, operationCount, createdAt, created);
    }
}
