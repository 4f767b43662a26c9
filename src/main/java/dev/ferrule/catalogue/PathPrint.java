package dev.ferrule.catalogue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A small fingerprint of the set of paths of a spec, from which the overlap of two sets can be estimated (MinHash,
 * Broder 1997). Names of path parameters, letter case and version segments don't count.
 *
 * @param paths how many different paths there are
 * @param minima for each of 64 hash functions the lowest 16 bits of the least hash of any path, as Base64 of 128 bytes:
 *     short enough to be kept by the thousand in one document; empty when there is no path
 */
record PathPrint(int paths, String minima) {

    private static final int SIZE = 64;
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");
    private static final Pattern VERSION =
            Pattern.compile("/(v\\d[\\w.-]*|\\d+(\\.\\d+)*|\\d{4}-\\d\\d(-\\d\\d)?)(?=/|$)");

    /** Of paths as {@link #normalised} makes them. */
    static PathPrint of(Set<String> paths) {
        if (paths.isEmpty()) {
            return new PathPrint(0, "");
        }
        long[] minima = new long[SIZE];
        Arrays.fill(minima, Long.MAX_VALUE);
        for (String path : paths) {
            long hash = spread(fnv(path));
            for (int i = 0; i < SIZE; i++) {
                minima[i] = Math.min(minima[i], spread(hash + i * 0x9E3779B97F4A7C15L));
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 * SIZE);
        for (long least : minima) {
            bytes.putShort((short) least);
        }
        return new PathPrint(paths.size(), Base64.getEncoder().encodeToString(bytes.array()));
    }

    static String normalised(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        String plain = lower.indexOf('{') < 0 ? lower : PARAMETER.matcher(lower).replaceAll("{}");
        String timeless = plain.chars().anyMatch(PathPrint::isDigit)
                ? VERSION.matcher(plain).replaceAll("")
                : plain;
        int end = timeless.length();
        while (end > 0 && timeless.charAt(end - 1) == '/') {
            end--;
        }
        return timeless.substring(0, end);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The estimated share of the smaller set's paths that the other has too: 0 to 1. */
    double overlap(PathPrint other) {
        if (paths == 0 || other.paths == 0) {
            return paths == other.paths ? 1 : 0;
        }
        ByteBuffer mine = ByteBuffer.wrap(Base64.getDecoder().decode(minima));
        ByteBuffer theirs = ByteBuffer.wrap(Base64.getDecoder().decode(other.minima));
        int same = 0;
        while (mine.hasRemaining()) {
            if (mine.getShort() == theirs.getShort()) {
                same++;
            }
        }
        double jaccard = (double) same / SIZE;
        double common = jaccard * (paths + other.paths) / (1 + jaccard);
        return Math.min(1, common / Math.min(paths, other.paths));
    }

    private static long fnv(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The finishing step of SplitMix64: neighbouring inputs give unrelated outputs. */
    private static long spread(long x) {
        long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
