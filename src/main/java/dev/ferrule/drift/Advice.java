package dev.ferrule.drift;

import org.jspecify.annotations.Nullable;

/** What to do about something that changed, in words for a person. */
final class Advice {

    private Advice() {}

    /** @param movedTo method and path where the operation is now */
    static String of(OperationChange change, @Nullable String movedTo) {
        return switch (change.kind()) {
            case REMOVED ->
                "Find another way to do this before the system turns the operation off; an upgrade keeps the"
                        + " endpoint, marked as removed.";
            case MOVED -> "Upgrade with followMoves, so that templates take " + movedTo + " instead.";
            case ADDED -> "Nothing to do.";
            case CHANGED -> ofChanged(change);
        };
    }

    private static String ofChanged(OperationChange change) {
        if (change.changes().stream()
                .anyMatch(one -> one.code().startsWith("auth") || one.code().startsWith("scopes"))) {
            return "Upgrade, then see which connections need the new scopes or another login.";
        }
        return switch (change.severity()) {
            case BREAKING -> "Upgrade a template at a time and try its endpoints: what is sent or read must change.";
            case UNKNOWN -> "Try it in a test before you upgrade.";
            default -> "Upgrade when it suits; nothing has to change.";
        };
    }
}
