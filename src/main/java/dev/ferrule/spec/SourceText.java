package dev.ferrule.spec;

import dev.ferrule.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The bytes of a document, known to be UTF-8, and what language they look like. */
record SourceText(byte[] bytes, int offset, boolean json) {

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** Decodes what says that it is UTF-16 or UTF-32; refuses bytes that are no text. */
    static SourceText of(byte[] document, Warnings warnings) {
        if (startsWith(document, GZIP) || startsWith(document, ZIP)) {
            throw SpecProblems.unsupported(
                    "an archive", "Send the documents in it one by one, or the archive to the batch ingestion.");
        }
        byte[] bytes = document;
        int offset = 0;
        if (startsWith(document, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf})) {
            offset = 3;
        } else if (startsWith(document, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0})) {
            bytes = recoded(document, 4, Charset.forName("UTF-32LE"), warnings);
        } else if (startsWith(document, new byte[] {0, 0, (byte) 0xfe, (byte) 0xff})) {
            bytes = recoded(document, 4, Charset.forName("UTF-32BE"), warnings);
        } else if (startsWith(document, new byte[] {(byte) 0xff, (byte) 0xfe})) {
            bytes = recoded(document, 2, StandardCharsets.UTF_16LE, warnings);
        } else if (startsWith(document, new byte[] {(byte) 0xfe, (byte) 0xff})) {
            bytes = recoded(document, 2, StandardCharsets.UTF_16BE, warnings);
        }
        requireUtf8(bytes, offset);
        int start = firstVisible(bytes, offset);
        if (start == bytes.length) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "spec-empty",
                    "The document is empty. Send an OpenAPI or Swagger description as JSON or YAML.");
        }
        return new SourceText(bytes, offset, bytes[start] == '{' || bytes[start] == '[');
    }

    int length() {
        return bytes.length - offset;
    }

    String whole() {
        return new String(bytes, offset, length(), StandardCharsets.UTF_8);
    }

    /** The first characters, for recognising what is no JSON or YAML at all. */
    String head() {
        int start = firstVisible(bytes, offset);
        return new String(bytes, start, Math.min(2_000, bytes.length - start), StandardCharsets.UTF_8);
    }

    private static int firstVisible(byte[] bytes, int offset) {
        int i = offset;
        while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')) {
            i++;
        }
        return i;
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= bytes.length || bytes[i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] recoded(byte[] document, int offset, Charset charset, Warnings warnings) {
        try {
            ByteBuffer encoded = ByteBuffer.wrap(document, offset, document.length - offset);
            String text = charset.newDecoder().decode(encoded).toString();
            warnings.add("encoding", "The document is in " + charset.name() + "; JSON and YAML should be UTF-8.", "");
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "spec-encoding",
                    "The document begins like " + charset.name() + " but is not. Save it as UTF-8.");
        }
    }

    private static void requireUtf8(byte[] bytes, int offset) {
        if (Utf8.isIn(bytes, offset)) {
            return;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
        CharBuffer out = CharBuffer.allocate(8_192);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (result.isError()) {
                throw notUtf8(bytes, offset, in.position());
            }
            if (result.isUnderflow()) {
                return;
            }
            out.clear();
        }
    }

    private static Problem notUtf8(byte[] bytes, int offset, int position) {
        long line = 1;
        int lineStart = offset;
        for (int i = offset; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Problem(
                Problem.Kind.UNPROCESSABLE,
                "spec-encoding",
                "The document is not UTF-8: the byte at line " + line + ", column " + (position - lineStart + 1)
                        + " (offset " + position + ") belongs to another encoding. Save it as UTF-8.");
    }
}
