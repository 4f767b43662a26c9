package dev.ferrule.mock;

import java.nio.charset.StandardCharsets;

/** Seeds made of seeds (FNV-1a), the same on every machine. */
final class Seeds {

    private Seeds() {}

    static long of(long seed, String... parts) {
        long hash = 0xcbf29ce484222325L ^ seed * 0x9e3779b97f4a7c15L;
        for (String part : parts) {
            for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ b) * 0x100000001b3L;
            }
            hash = (hash ^ '/') * 0x100000001b3L;
        }
        return hash ^ hash >>> 29;
    }
}
