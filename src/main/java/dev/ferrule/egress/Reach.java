package dev.ferrule.egress;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a call may go and what it may cost. Redirects are followed for GET and HEAD only, to hosts that this allows.
 *
 * @param hosts asked for each hop, in lower case
 * @param tls keys and trust of its own, for mutual TLS; null: the platform's
 */
public record Reach(
        Predicate<String> hosts,
        int mostBytes,
        Duration time,
        boolean redirects,
        @Nullable SSLContext tls) {

    private static final int MEGABYTE = 1 << 20;

    /** A megabyte within twenty seconds, redirects followed. */
    public static Reach anywhere() {
        return new Reach(host -> true, MEGABYTE, Duration.ofSeconds(20), true, null);
    }

    /** These hosts and no other. */
    public static Reach only(Set<String> hosts) {
        Set<String> allowed =
                hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        return new Reach(allowed::contains, MEGABYTE, Duration.ofSeconds(20), true, null);
    }

    /** The hosts of these addresses and no other. */
    public static Reach of(@Nullable URI... addresses) {
        return only(Arrays.stream(addresses)
                .filter(Objects::nonNull)
                .map(URI::getHost)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    }

    public Reach atMost(int bytes, Duration within) {
        return new Reach(hosts, bytes, within, redirects, tls);
    }

    public Reach withoutRedirects() {
        return new Reach(hosts, mostBytes, time, false, tls);
    }

    public Reach with(SSLContext context) {
        return new Reach(hosts, mostBytes, time, redirects, context);
    }
}
