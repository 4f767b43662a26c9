package dev.ferrule.chat;

import java.time.Instant;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * The right to answer a chat's newest message: who has it, and until when it holds without being renewed. Whoever finds
 * one that has run out, or whose owner is gone, may end it.
 *
 * @param id of the answer that is being made
 * @param owner the process
 * @param cancelled somebody wants it to end, perhaps through another process
 */
record Turn(
        @MongoId String id,
        String owner,
        String question,
        Mode mode,
        boolean cancelled,
        Instant startedAt,
        Instant until) {}
