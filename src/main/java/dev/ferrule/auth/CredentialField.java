package dev.ferrule.auth;

/**
 * One thing that somebody has to give to connect.
 *
 * @param secret not to be shown while it is typed; all of them are sealed
 */
public record CredentialField(String name, boolean required, boolean secret, String description) {

    static CredentialField secret(String name, String description) {
        return new CredentialField(name, true, true, description);
    }

    static CredentialField open(String name, String description) {
        return new CredentialField(name, true, false, description);
    }

    CredentialField optional() {
        return new CredentialField(name, false, secret, description);
    }
}
