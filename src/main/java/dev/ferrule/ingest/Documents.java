package dev.ferrule.ingest;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** How large one document may be, wherever it comes from. */
final class Documents {

    static final int MOST_BYTES = 64 << 20;

    private Documents() {}

    static byte[] read(InputStream in) throws IOException {
        return checked(in.readNBytes(MOST_BYTES + 1));
    }

    /** @param size what it is believed to have, which saves copying; it may have more or fewer bytes */
    static byte[] read(InputStream in, long size) throws IOException {
        if (size >= MOST_BYTES) {
            return read(in);
        }
        byte[] believed = new byte[(int) size];
        int length = in.readNBytes(believed, 0, believed.length);
        int more = length < believed.length ? -1 : in.read();
        if (more < 0) {
            return length == believed.length ? believed : Arrays.copyOf(believed, length);
        }
        byte[] rest = in.readNBytes(MOST_BYTES - length);
        byte[] whole = Arrays.copyOf(believed, length + 1 + rest.length);
        whole[length] = (byte) more;
        System.arraycopy(rest, 0, whole, length + 1, rest.length);
        return checked(whole);
    }

    private static byte[] checked(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new Problem(
                    Kind.TOO_LARGE, "spec-too-large", "The document is larger than " + (MOST_BYTES >> 20) + " MB.");
        }
        return bytes;
    }
}
