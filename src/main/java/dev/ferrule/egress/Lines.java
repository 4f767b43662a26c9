package dev.ferrule.egress;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Makes HTTP clients that keep nothing, follow nothing and go where a name leads only when that is allowed. */
final class Lines {

    static final int MOST = 64;
    private static final int MOST_TO_ONE_HOST = 16;
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_LINE = 32_768;

    private Lines() {}

    /** No cookies, no proxy of the environment, no retries, no redirects of its own; headers are bounded. */
    static CloseableHttpClient open(DnsResolver names, @Nullable SSLContext tls) {
        Http1Config limits = Http1Config.custom()
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxLineLength(LONGEST_LINE)
                .setMaxEmptyLineCount(10)
                .build();
        PoolingHttpClientConnectionManagerBuilder connections = new Timed()
                .setDnsResolver(names)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(limits)
                        .build())
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

    static DnsResolver names(boolean allowPrivate) {
        return allowPrivate
                ? SystemDefaultDnsResolver.INSTANCE
                : new PublicOnly(SystemDefaultDnsResolver.INSTANCE, Addresses::isPublic);
    }

    /** Tells the {@link Stopwatch} of a call how far it is. */
    private static final class Timed extends PoolingHttpClientConnectionManagerBuilder {
        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
            return new TimedConnecting(ports, names, tls);
        }
    }

    private static final class TimedConnecting extends DefaultHttpClientConnectionOperator {

        TimedConnecting(SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
            super(
                    ports,
                    names,
                    RegistryBuilder.<TlsSocketStrategy>create()
                            .register("https", tls)
                            .build());
        }

        @Override
        public void connect(
                ManagedHttpClientConnection connection,
                HttpHost endpoint,
                @Nullable NamedEndpoint name,
                @Nullable Path socket,
                @Nullable InetSocketAddress local,
                Timeout timeout,
                SocketConfig config,
                @Nullable Object attachment,
                HttpContext context)
                throws IOException {
            tell(context, Stopwatch::connecting);
            super.connect(connection, endpoint, name, socket, local, timeout, config, attachment, context);
        }

        @Override
        protected void onBeforeSocketConnect(HttpContext context, HttpHost endpoint) {
            tell(context, Stopwatch::resolved);
        }

        @Override
        protected void onAfterSocketConnect(HttpContext context, HttpHost endpoint) {
            tell(context, Stopwatch::reached);
        }

        @Override
        protected void onBeforeTlsHandshake(HttpContext context, HttpHost endpoint) {
            tell(context, Stopwatch::securing);
        }

        @Override
        protected void onAfterTlsHandshake(HttpContext context, HttpHost endpoint) {
            tell(context, Stopwatch::secured);
        }

        private static void tell(HttpContext context, Consumer<Stopwatch> what) {
            Stopwatch watch = Stopwatch.of(context);
            if (watch != null) {
                what.accept(watch);
            }
        }
    }
}
