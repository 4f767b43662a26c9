package dev.ferrule.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The last word on where a name leads: what this returns is what is connected to, so that a name server that changes its
 * answer in between gains nothing. A number that is not written as everybody writes it is refused, whatever it may mean.
 */
final class PublicOnly implements DnsResolver {

    /** What browsers take for an IPv4 address: the last part is a number, decimal, octal or hex. */
    private static final Pattern NUMBER = Pattern.compile("(?i)(.*\\.)?(0x[0-9a-f]*|[0-9]+)\\.?");

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern USUAL = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

    private final DnsResolver names;
    private final Predicate<InetAddress> good;

    PublicOnly(DnsResolver names, Predicate<InetAddress> good) {
        this.names = names;
        this.good = good;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (NUMBER.matcher(host).matches() && !USUAL.matcher(host).matches()) {
            throw new NotPublic(host);
        }
        InetAddress[] addresses = names.resolve(host);
        if (addresses.length == 0 || !Arrays.stream(addresses).allMatch(good)) {
            throw new NotPublic(host);
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    static final class NotPublic extends UnknownHostException {
        NotPublic(String host) {
            super(host);
        }
    }
}
