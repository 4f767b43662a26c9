package dev.ferrule.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Makes HTTP clients that keep nothing, follow nothing and go where a name leads only when that is allowed. */
final class Lines {

    static final int MOST = 64;
    private static final int MOST_TO_ONE_HOST = 16;

    private Lines() {}

    /** No cookies, no proxy of the environment, no retries, no redirects of its own. */
    static CloseableHttpClient open(boolean allowPrivate, @Nullable SSLContext tls) {
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(allowPrivate ? SystemDefaultDnsResolver.INSTANCE : new PublicOnly())
                .setMaxConnTotal(MOST)
                .setMaxConnPerRoute(MOST_TO_ONE_HOST)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(10))
                        .setSocketTimeout(Timeout.ofSeconds(30))
                        // A kept connection would go on to an address that was right a while ago.
                        .setTimeToLive(Timeout.ofSeconds(1))
                        .build());
        if (tls != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls));
        }
        return HttpClients.custom()
                .setConnectionManager(connections.build())
                .setUserAgent("Ferrule")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .build();
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

    static final class NotPublic extends UnknownHostException {
        NotPublic(String host) {
            super(host);
        }
    }
}
