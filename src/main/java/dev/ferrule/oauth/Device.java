package dev.ferrule.oauth;

import org.jspecify.annotations.Nullable;

/** What a person types into which page to let a device in (RFC 8628 section 3.2). The device code is a secret. */
public record Device(
        String deviceCode,
        String userCode,
        String verificationUri,
        @Nullable String verificationUriComplete,
        long expiresIn,
        long interval) {

    @Override
    public String toString() {
        return "device code for " + verificationUri;
    }
}
