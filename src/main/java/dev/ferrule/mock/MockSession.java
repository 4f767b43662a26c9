package dev.ferrule.mock;

import java.time.Instant;
import java.util.List;

/**
 * A stay at the mock target, as callers see it. It ends when nobody uses it for a while, or when others need its room.
 *
 * @param seed makes what is answered: the same seed, the same answers
 * @param faults those that are still to come, the next one first
 * @param answers how many were given
 * @param resources how many things were made, changed or deleted, and are remembered
 */
public record MockSession(
        String id, long seed, List<Fault> faults, int answers, int resources, Instant createdAt, Instant expiresAt) {}
