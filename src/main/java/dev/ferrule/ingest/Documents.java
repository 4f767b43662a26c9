package dev.ferrule.ingest;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.io.IOException;
import java.io.InputStream;

/** How large one document may be, wherever it comes from. */
final class Documents {

    static final int MOST_BYTES = 64 << 20;

    private Documents() {}

    static byte[] read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Problem(
                    Kind.TOO_LARGE, "spec-too-large", "The document is larger than " + (MOST_BYTES >> 20) + " MB.");
        }
        return bytes;
    }
}
