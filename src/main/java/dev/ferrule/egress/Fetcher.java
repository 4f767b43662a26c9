package dev.ferrule.egress;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Fetches a document from a URL that a caller names. A host is looked up once, its address is checked, and that very
 * address is connected to, for the first request as for each redirect; so nothing inside our own network can be
 * reached, whatever a name server or a redirect says.
 */
@Component
public final class Fetcher implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration TOTAL = Duration.ofSeconds(30);

    private final CloseableHttpClient client;
    private final ScheduledExecutorService alarms;

    Fetcher(@Value("${ferrule.egress.allow-private:false}") boolean allowPrivate) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(allowPrivate ? SystemDefaultDnsResolver.INSTANCE : new PublicOnly())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT))
                        .setSocketTimeout(Timeout.of(TOTAL))
                        // A kept connection would go on to an address that was right a while ago.
                        .setTimeToLive(Timeout.ofSeconds(1))
                        .build())
                .build();
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(TOTAL))
                        .build())
                .setUserAgent("Ferrule")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .build();
        alarms = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "fetch-alarm");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The bytes behind a URL, at most so many; anything else than success is a problem that names the URL's host only. */
    public byte[] fetch(String url, int mostBytes) {
        URI target = checked(url);
        long end = System.nanoTime() + TOTAL.toNanos();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Answer answer = get(target, mostBytes, end - System.nanoTime());
            if (answer.redirect == null) {
                return answer.body;
            }
            target = checked(resolve(target, answer.redirect));
        }
        throw failed(target, "it redirects more than " + MOST_REDIRECTS + " times");
    }

    private record Answer(
            byte[] body, @org.jspecify.annotations.Nullable String redirect) {}

    private Answer get(URI target, int mostBytes, long nanos) {
        HttpGet request = new HttpGet(target);
        request.setHeader("Accept", "application/json, application/yaml, text/yaml, */*;q=0.5");
        ScheduledFuture<?> alarm = alarms.schedule(request::abort, Math.max(1, nanos), TimeUnit.NANOSECONDS);
        try {
            return client.execute(request, response -> read(target, response, mostBytes));
        } catch (NotPublic e) {
            throw new Problem(
                    Kind.INVALID,
                    "address-not-allowed",
                    "The host '" + target.getHost()
                            + "' is not on the public internet, so nothing is fetched from it.");
        } catch (UnknownHostException e) {
            throw failed(target, "its name is not known");
        } catch (InterruptedIOException e) {
            throw failed(target, "it did not answer within " + TOTAL.toSeconds() + " seconds");
        } catch (IOException e) {
            boolean late = alarm.isDone();
            throw failed(
                    target,
                    late ? "it did not answer within " + TOTAL.toSeconds() + " seconds" : "the connection failed");
        } finally {
            alarm.cancel(false);
        }
    }

    private static Answer read(URI target, ClassicHttpResponse response, int mostBytes) throws IOException {
        int status = response.getCode();
        Header location = response.getFirstHeader("Location");
        if (status >= 300 && status < 400 && location != null) {
            return new Answer(new byte[0], location.getValue());
        }
        if (status != 200 || response.getEntity() == null) {
            throw failed(target, "it answered with status " + status);
        }
        try (InputStream body = response.getEntity().getContent()) {
            byte[] bytes = body.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                // Not to read the rest of what may be endless.
                response.close();
                throw new Problem(
                        Kind.TOO_LARGE,
                        "spec-too-large",
                        "What '" + target.getHost() + "' sends is larger than " + (mostBytes >> 20) + " MB.");
            }
            return new Answer(bytes, null);
        }
    }

    private static String resolve(URI base, String location) {
        try {
            return base.resolve(new URI(location)).toString();
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw failed(base, "it redirects to something that is no URL");
        }
    }

    private static URI checked(String url) {
        try {
            URI uri = new URI(url.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")) {
                throw Problem.invalid("/url", "A URL to fetch must begin with https:// or http://.");
            }
            if (uri.getRawUserInfo() != null) {
                throw Problem.invalid("/url", "A URL to fetch must not hold a user name or password.");
            }
            if (uri.getHost() == null) {
                throw Problem.invalid("/url", "A URL to fetch must name a host.");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw Problem.invalid("/url", "That is no URL: character " + e.getIndex() + " does not belong in one.");
        }
    }

    private static Problem failed(URI target, String why) {
        return new Problem(
                Kind.UNPROCESSABLE, "fetch-failed", "'" + target.getHost() + "' cannot be fetched from: " + why + ".");
    }

    @Override
    public void close() throws IOException {
        alarms.shutdownNow();
        client.close();
    }

    /** The last word on where a name leads: what this returns is what is connected to. */
    private static final class PublicOnly implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
            if (addresses.length == 0 || !Arrays.stream(addresses).allMatch(Addresses::isPublic)) {
                throw new NotPublic(host);
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
        }
    }

    private static final class NotPublic extends UnknownHostException {
        NotPublic(String host) {
            super(host);
        }
    }
}
