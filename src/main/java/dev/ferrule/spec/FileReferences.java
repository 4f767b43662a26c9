package dev.ferrule.spec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which files of the same folder tree a document's {@code $ref}s name. Addresses, absolute paths and whatever leads out of
 * the tree name none.
 */
public final class FileReferences {

    private static final int MOST = 5_000;
    private static final int LONGEST = 500;
    private static final Pattern REFERENCE =
            Pattern.compile("\\$ref[\"']?\\s{0,20}:\\s{0,20}[\"']?([^\"'\\s,}\\]]{1," + LONGEST + "})");
    private static final Pattern ROOT = Pattern.compile(
            "(?m)^\\s{0,4}[\"']?(openapi|swagger|swaggerVersion)[\"']?\\s{0,4}:|[{,]\\s{0,40}\"(openapi|swagger|swaggerVersion)\"\\s{0,4}:");
    private static final byte[] MARK = {'$', 'r', 'e', 'f'};
    private static final byte[] OPENAPI = "openapi".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SWAGGER = "swagger".getBytes(StandardCharsets.US_ASCII);

    /** The pattern is asked only where one of the words stands: over tens of megabytes it takes seconds. */
    private static final int AROUND = 60;

    private static final int MOST_WORDS = 10_000;

    private FileReferences() {}

    /** Whether a document calls itself an API description, judged by its text. */
    public static boolean isRoot(byte[] document) {
        int seen = 0;
        for (int at = 0; at <= document.length - OPENAPI.length; at++) {
            if (document[at] == OPENAPI[0] && is(OPENAPI, document, at)
                    || document[at] == SWAGGER[0] && is(SWAGGER, document, at)) {
                int from = Math.max(0, at - AROUND);
                int to = Math.min(document.length, at + AROUND);
                if (++seen > MOST_WORDS
                        || ROOT.matcher(new Latin(document, from, to)).find()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean is(byte[] word, byte[] document, int at) {
        return Arrays.equals(document, at, at + word.length, word, 0, word.length);
    }

    /** Names of the files, as seen from the top of the tree; judged by the text, so that no tree need be built. */
    public static Set<String> of(String name, byte[] document) {
        Set<String> files = new LinkedHashSet<>();
        for (int at = next(document, 0); at >= 0 && files.size() < MOST; at = next(document, at + 1)) {
            if (isLocal(document, at + MARK.length)) {
                continue;
            }
            Matcher matcher = REFERENCE.matcher(new Latin(document, at, Math.min(document.length, at + LONGEST + 60)));
            if (matcher.lookingAt()) {
                String written =
                        new String(matcher.group(1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                String file = file(name, written);
                if (file != null && !file.equals(name)) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    /** Most references begin with '#', and there may be very many: for them no pattern is asked. */
    private static boolean isLocal(byte[] document, int from) {
        int at = from;
        while (at < document.length && at < from + 20 && " \t:\"'".indexOf(document[at]) >= 0) {
            at++;
        }
        return at < document.length && document[at] == '#';
    }

    /** The file that a reference in another one names; null when it is none of the tree's, or the other one itself. */
    static @Nullable String file(String from, String reference) {
        int fragment = reference.indexOf('#');
        String path = fragment < 0 ? reference : reference.substring(0, fragment);
        if (path.isEmpty() || path.startsWith("/") || path.contains("\\") || path.contains(":") || path.contains("?")) {
            return null;
        }
        Deque<String> steps = new ArrayDeque<>();
        int folder = from.lastIndexOf('/');
        String whole = folder < 0 ? path : from.substring(0, folder + 1) + path;
        for (String step : whole.split("/")) {
            if (step.equals("..")) {
                if (steps.pollLast() == null) {
                    return null;
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }

    private static int next(byte[] document, int from) {
        // By the last letter of where it might stand, most bytes need no look (Horspool 1980).
        int last = from + MARK.length - 1;
        while (last < document.length) {
            switch (document[last]) {
                case 'f' -> {
                    if (document[last - 3] == '$' && document[last - 2] == 'r' && document[last - 1] == 'e') {
                        return last - 3;
                    }
                    last += 4;
                }
                case 'e' -> last += 1;
                case 'r' -> last += 2;
                case '$' -> last += 3;
                default -> last += 4;
            }
        }
        return -1;
    }

    /** Bytes as characters, without copying a large document. */
    private record Latin(byte[] bytes, int from, int to) implements CharSequence {

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            return (char) (bytes[from + index] & 0xff);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Latin(bytes, from + start, from + end);
        }

        @Override
        public String toString() {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }
}
