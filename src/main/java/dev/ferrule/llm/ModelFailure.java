package dev.ferrule.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The language model gave no usable answer. Classified once, where it is called; its words are ours, since what a remote
 * end says may hold anything, a key among it.
 */
public final class ModelFailure extends RuntimeException {

    private final Kind kind;
    private final transient @Nullable Duration after;

    ModelFailure(Kind kind, String message) {
        this(kind, message, null);
    }

    /** @param after how long the remote end wants to be left alone */
    ModelFailure(Kind kind, String message, @Nullable Duration after) {
        super(message);
        this.kind = kind;
        this.after = after;
    }

    public Kind kind() {
        return kind;
    }

    /** What went wrong, for people. */
    public String description() {
        return String.valueOf(getMessage());
    }

    @Nullable
    Duration after() {
        return after;
    }

    /** What kinds of failure there are, and whether asking the same again may help. */
    public enum Kind {
        /** 429. */
        BUSY(true),
        /** 5xx, and what gateways answer for a server that is not there. */
        BROKEN(true),
        /** No connection, or one that was lost. */
        UNREACHABLE(true),
        /** No sign of an answer, or of the rest of it, in time. */
        SILENT(true),
        /** The answer ended before it was complete. */
        CUT(true),
        /** Something about the question is not supported, such as the way in which a structured answer is asked for. */
        UNSUPPORTED(false),
        /** The question has more tokens than the model reads. */
        TOO_LONG(false),
        /** A wrong key, an unknown model, or anything else that stays wrong. */
        REFUSED(false),
        /** An answer that is not in the form that was asked for, even after it was told so. */
        MISSHAPEN(false),
        /** Rounds, tokens, time or money are spent. */
        BUDGET(false);

        private final boolean passing;

        Kind(boolean passing) {
            this.passing = passing;
        }

        boolean mayPass() {
            return passing;
        }
    }
}
