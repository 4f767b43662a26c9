package dev.ferrule.catalogue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Bytes made small for the store. Fast rather than tight: specs shrink to a seventh even so. */
final class Packed {

    private Packed() {}

    static byte[] pack(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 5 + 64);
        packTo(packed, bytes);
        return packed.toByteArray();
    }

    static void packTo(OutputStream target, byte[] bytes) {
        // Ended by hand: a deflater holds memory outside the heap until it is.
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(target, deflater, 16_384)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
    }

    static byte[] unpack(byte[] packed) {
        try (InputStream in = unpacking(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputStream unpacking(InputStream packed) {
        return new InflaterInputStream(packed);
    }
}
