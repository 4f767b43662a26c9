package dev.ferrule.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** The one secret that lets a caller in. */
@Component
@ConditionalOnWebApplication
class AccessToken {

    private final byte[] token;

    AccessToken(@Value("${ferrule.token}") String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** Takes equally long wherever the two differ, so that timing tells nothing. */
    boolean matches(String offered) {
        return MessageDigest.isEqual(token, offered.getBytes(StandardCharsets.UTF_8));
    }
}
