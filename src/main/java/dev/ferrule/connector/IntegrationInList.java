package dev.ferrule.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An integration as a list shows it.
 *
 * @param systems only in a summary
 */
record IntegrationInList(
        String id,
        String name,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Systems systems) {

    static final int NAMES = 4;

    /**
     * How its templates stand.
     *
     * @param needAttention those that cannot be used as they are: not connected, expired, failing
     * @param names of the first four
     * @param updatedAt when one of them, or the integration, was changed last
     */
    record Systems(int total, int needAttention, List<String> names, Instant updatedAt) {}

    static IntegrationInList of(Integration integration, @Nullable Systems systems) {
        return new IntegrationInList(
                integration.id(), integration.name(), integration.createdAt(), integration.updatedAt(), systems);
    }
}
