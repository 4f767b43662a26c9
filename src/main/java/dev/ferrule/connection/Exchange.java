package dev.ferrule.connection;

import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.EgressFailure;
import org.jspecify.annotations.Nullable;

/**
 * One call and what came of it: an answer of whatever status, or a failure.
 *
 * @param sent with the credentials, and all that signing added, masked
 * @param secrets takes the credentials out of the answer, which may repeat them
 * @param answer as it came; null: there is none
 */
public record Exchange(
        Call sent,
        Redaction secrets,
        @Nullable Answer answer,
        @Nullable EgressFailure failure) {}
