package dev.ferrule.egress;

import org.jspecify.annotations.Nullable;

/** Why nothing came back. It names the host at most, never the path, the query or a header. */
public final class EgressFailure extends RuntimeException {

    private final Cause reason;
    private final @Nullable String host;

    EgressFailure(Cause reason, @Nullable String host) {
        this(reason, host, null);
    }

    EgressFailure(Cause reason, @Nullable String host, @Nullable Throwable cause) {
        super((host == null ? "The address" : "'" + host + "'") + " " + reason.words, cause);
        this.reason = reason;
        this.host = host;
    }

    public Cause reason() {
        return reason;
    }

    public @Nullable String host() {
        return host;
    }

    public String description() {
        return String.valueOf(getMessage());
    }

    /** What happened. */
    public enum Cause {
        NO_WEB_ADDRESS("is no address that can be called: https://host/path is needed, without a user name"),
        HOST_NOT_ALLOWED("is not among the hosts that this may call"),
        ADDRESS_NOT_ALLOWED("is not on the public internet"),
        UNKNOWN_HOST("has no address: its name is not known"),
        REFUSED("does not accept connections"),
        TLS("cannot be connected to securely: its certificate or TLS version is not accepted"),
        TIMEOUT("did not answer in time"),
        TOO_MANY_REDIRECTS("redirects again and again"),
        BAD_REDIRECT("redirects to something that may not be called"),
        BROKEN("broke the connection off"),
        TOO_MUCH("sends more headers, or longer ones, than are read"),
        BUSY("cannot be called now: too many calls are under way");

        private final String words;

        Cause(String words) {
            this.words = words;
        }
    }
}
