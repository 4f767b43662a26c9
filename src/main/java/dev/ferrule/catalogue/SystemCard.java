package dev.ferrule.catalogue;

import org.jspecify.annotations.Nullable;

/** What finding a system needs to know of its spec. */
public record SystemCard(
        String specId, String apiId, String title, @Nullable String host, boolean current, int operationCount) {

    static SystemCard of(Spec spec) {
        return new SystemCard(
                spec.id(), spec.apiId(), spec.title(), spec.host(), spec.current(), spec.operationCount());
    }
}
