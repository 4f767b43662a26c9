package dev.ferrule.store;

import org.jspecify.annotations.Nullable;

/**
 * A reason why Ferrule cannot start that the person who starts it can put right. The message says what is wrong, never
 * with a secret; the action says what to do. Printed instead of a stack trace.
 */
public final class StartupFailure extends RuntimeException {

    private final String action;

    public StartupFailure(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }

    /** The failure that {@code thrown} comes from, or null when it comes from something else. */
    public static @Nullable StartupFailure behind(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupFailure failure) {
                return failure;
            }
        }
        return null;
    }
}
