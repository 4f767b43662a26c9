package dev.ferrule.store;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Keeps other users of this machine out: the loopback address is open to all of them. The password is made anew at each
 * start and never leaves the process but over that address (SASL PLAIN, RFC 4616).
 */
final class Doorkeeper {

    static final String USER = "ferrule";
    private static final AttributeKey<Boolean> KNOWN = AttributeKey.valueOf(Doorkeeper.class, "known");

    private final String password;

    Doorkeeper() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        password = HexFormat.of().formatHex(random);
    }

    String password() {
        return password;
    }

    /** The answer to {@code saslStart}. */
    Document letIn(Channel channel, Document saslStart) {
        // On behalf of, as, with: the driver gives the user name for both of the first.
        byte[] expected = (USER + "\0" + USER + "\0" + password).getBytes(StandardCharsets.UTF_8);
        if (!"PLAIN".equals(saslStart.get("mechanism"))
                || !(saslStart.get("payload") instanceof BinData offered)
                || !MessageDigest.isEqual(expected, offered.getData())) {
            throw Failures.wrongPassword();
        }
        channel.attr(KNOWN).set(true);
        return new Document("conversationId", 1)
                .append("done", true)
                .append("payload", new BinData(new byte[0]))
                .append("ok", 1.0);
    }

    void check(Channel channel) {
        if (!Boolean.TRUE.equals(channel.attr(KNOWN).get())) {
            throw Failures.unauthorized();
        }
    }
}
