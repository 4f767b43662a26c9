package dev.ferrule.auth;

import dev.ferrule.auth.Scheme.Moment;
import dev.ferrule.egress.Call;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The challenges that servers gave, so that a nonce is used again, with its count, and only a connection's first request is
 * refused. They are worth nothing to anybody else and are kept by each node for itself.
 */
@Component
public class DigestNonces {

    private static final int MOST = 1_000;

    private record Seen(DigestChallenge challenge, String cnonce, AtomicInteger count) {}

    private final Map<String, Seen> seen = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST;
        }
    });

    /** @param connection whose challenge is answered; a request goes out as it is until there is one */
    public Call sign(String connection, Map<String, String> credentials, Call call) {
        Seen known = seen.get(connection);
        return known == null
                ? call
                : Digest.answer(
                        credentials,
                        call,
                        known.challenge,
                        known.count.incrementAndGet(),
                        // A session key is bound to the cnonce that it began with.
                        known.challenge.isSession()
                                ? known.cnonce
                                : Moment.now().nonce());
    }

    /**
     * Whether a refused request may be sent once more: there is a challenge, and it is not one that the very same password
     * was wrong for.
     *
     * @param answered the Authorization field of the refused request
     */
    public boolean learn(String connection, List<String> challenges, @Nullable String answered) {
        DigestChallenge challenge = DigestChallenge.best(challenges).orElse(null);
        if (challenge == null) {
            return false;
        }
        seen.put(connection, new Seen(challenge, Moment.now().nonce(), new AtomicInteger()));
        return answered == null || challenge.stale() || !answered.contains(challenge.nonce());
    }
}
