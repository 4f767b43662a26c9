package dev.ferrule.oauth;

/**
 * An authorization server did not give what was asked for.
 *
 * <p>The code is the server's {@code error} (RFC 6749 section 5.2) where it has the looks of one; other texts of the server
 * are dropped, since they may repeat what was sent.
 */
public final class OAuthRefusal extends RuntimeException {

    private final String code;
    private final boolean lasting;

    public OAuthRefusal(String code, boolean lasting) {
        super("The authorization server " + (lasting ? "refused: " : "could not answer: ") + code);
        this.code = code;
        this.lasting = lasting;
    }

    public String code() {
        return code;
    }

    /** Whether asking again can only be refused again; otherwise it may help to wait. */
    public boolean lasting() {
        return lasting;
    }

    public String description() {
        return String.valueOf(getMessage());
    }
}
