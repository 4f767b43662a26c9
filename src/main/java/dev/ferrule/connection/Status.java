package dev.ferrule.connection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a connection stands. */
public enum Status {
    /** Nobody has tried it yet. */
    UNCHECKED,
    /** The last use that tells anything went well. */
    CONNECTED,
    /** The last check went wrong; the credentials may still be good. */
    FAILING,
    /** The system takes the credentials no more: somebody has to give new ones or log in again. */
    RECONNECT;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
