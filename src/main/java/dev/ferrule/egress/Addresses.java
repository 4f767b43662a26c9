package dev.ferrule.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells addresses on the public internet from all others (IANA's special-purpose registries, RFC 6890). */
final class Addresses {

    private Addresses() {}

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        int c = bytes[2] & 0xff;
        boolean shared = a == 100 && b >= 64 && b < 128;
        boolean protocols = a == 192 && b == 0 && (c == 0 || c == 2);
        boolean relay = a == 192 && b == 88 && c == 99;
        boolean benchmarks = a == 198 && (b == 18 || b == 19);
        boolean examples = (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113);
        return a != 0 && a < 240 && !shared && !protocols && !relay && !benchmarks && !examples;
    }

    /** Of the global range only; whatever carries an IPv4 address within it is as good as that one. */
    private static boolean isPublic6(byte[] bytes) {
        if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b)) { // NAT64, RFC 6052
            return startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0) && isPublic4At(bytes, 12);
        }
        if (startsWith(bytes, 0x20, 0x02)) { // 6to4, RFC 3056
            return isPublic4At(bytes, 2);
        }
        boolean global = (bytes[0] & 0xe0) == 0x20;
        boolean protocols = startsWith(bytes, 0x20, 0x01) && (bytes[2] & 0xfe) == 0; // Teredo, ORCHID and more
        boolean examples = startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8) || startsWith(bytes, 0x3f, 0xff);
        return global && !protocols && !examples;
    }

    private static boolean isPublic4At(byte[] bytes, int from) {
        byte[] inner = {bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]};
        try {
            return isPublic(InetAddress.getByAddress(inner));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
