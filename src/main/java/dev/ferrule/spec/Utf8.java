package dev.ferrule.spec;

/** Whether bytes are UTF-8 (RFC 3629, table 3-7 of the Unicode Standard), found out without making characters of them. */
final class Utf8 {

    private Utf8() {}

    static boolean isIn(byte[] bytes, int offset) {
        int at = offset;
        while (at < bytes.length) {
            int first = bytes[at++];
            if (first < 0) {
                int more = following(first & 0xff);
                if (more == 0 || at + more > bytes.length || !isSecond(first & 0xff, bytes[at] & 0xff)) {
                    return false;
                }
                for (int i = 1; i < more; i++) {
                    if ((bytes[at + i] & 0xc0) != 0x80) {
                        return false;
                    }
                }
                at += more;
            }
        }
        return true;
    }

    /** How many bytes follow this one; 0 if it cannot be the first of several. */
    private static int following(int first) {
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    }

    /** No character is written longer than it need be, is half a pair, or lies beyond the last one. */
    private static boolean isSecond(int first, int second) {
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        return second >= least && second <= most;
    }
}
