package dev.ferrule.ingest;

import static dev.ferrule.ingest.HostileArchives.spec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The {@code .tar.gz} files among the hostile archives. */
final class HostileTars {

    private final Map<String, Supplier<byte[]>> all = new LinkedHashMap<>();
    private final int size;

    private HostileTars(int size) {
        this.size = size;
    }

    static Map<String, Supplier<byte[]>> of(int size) {
        HostileTars tars = new HostileTars(size);
        tars.tars();
        tars.tarHeaders();
        return tars.all;
    }

    private void tars() {
        all.put("members.tar.gz", () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] member = gzip(new byte[1 << 20]);
            for (int i = 0; i < 3 * size + 130; i++) {
                out.writeBytes(member);
            }
            return out.toByteArray();
        });
        all.put("empty-members.tar.gz", () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] member = gzip(new byte[0]);
            for (int i = 0; i < 30_000 * size; i++) {
                out.writeBytes(member);
            }
            return out.toByteArray();
        });
        all.put("gzip-name.tar.gz", () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 8 | 16, 0, 0, 0, 0, 0, 0});
            byte[] name = new byte[size * 600_000];
            Arrays.fill(name, (byte) 'n');
            out.writeBytes(name);
            return out.toByteArray();
        });
        all.put("one-entry-bomb.tar.gz", () -> tar(out -> entry(out, "bomb.json", TarConstants.LF_NORMAL, 200L << 20)));
        all.put(
                "hidden-bomb.tar.gz",
                () -> tar(out -> {
                    entry(out, "bomb.txt", TarConstants.LF_NORMAL, 200L << 20);
                    entry(out, "after.json", TarConstants.LF_NORMAL, 10);
                }));
        all.put(
                "many.tar.gz",
                () -> tar(out -> {
                    for (int i = 0; i < 6_000 * size; i++) {
                        entry(out, "e" + i + ".txt", TarConstants.LF_NORMAL, 0);
                    }
                    entry(out, "e.json", TarConstants.LF_NORMAL, 0);
                }));
        all.put(
                "names.tar.gz",
                () -> tar(out -> {
                    for (String name : new String[] {
                        "../up.json", "a/../../up.json", "..\\up.json", "a\n.json", "x/" + "n".repeat(3_000) + ".json"
                    }) {
                        entry(out, name, TarConstants.LF_NORMAL, 10);
                    }
                }));
        all.put(
                "kinds.tar.gz",
                () -> tar(out -> {
                    for (char kind : new char[] {'1', '2', '3', '4', '6', '7', 'D', 'M', 'N', 'S', 'V', 'Z'}) {
                        entry(out, "kind" + kind + ".json", (byte) kind, 0);
                    }
                }));
        all.put("not-tar.tar.gz", () -> gzip("just words ".repeat(2_000).getBytes(StandardCharsets.UTF_8)));
        all.put("zip.tar.gz", () -> IngestingFerrule.zip(Map.of("a.json", spec("A zip by another name"))));
        all.put("tar.zip", () -> tar(out -> entry(out, "a.json", TarConstants.LF_NORMAL, 10)));
        all.put("twice.tgz", () -> gzip(tar(out -> entry(out, "a.json", TarConstants.LF_NORMAL, 10))));
    }

    private void tarHeaders() {
        for (char kind : new char[] {'L', 'K', 'x', 'g'}) {
            all.put("header-" + kind + ".tar.gz", () -> rawTar(kind, size * 20_000_000L, size * 20_000_000L));
            all.put("header-cut-" + kind + ".tar.gz", () -> rawTar(kind, 8L << 30, 100_000));
        }
        all.put("header-negative.tar.gz", () -> rawTar('0', -5, 100));
        all.put("header-huge.tar.gz", () -> rawTar('0', 8L << 30, 100));
    }

    /** One header that claims so many bytes, then so many. */
    private static byte[] rawTar(char kind, long claimed, long there) {
        byte[] header = new byte[512];
        put(header, 0, "name.json");
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        if (claimed >= 0 && claimed < 8L << 30) {
            put(header, 124, String.format("%011o ", claimed));
        } else {
            header[124] = (byte) (claimed < 0 ? 0xff : 0x80);
            for (int i = 0; i < 8; i++) {
                header[135 - i] = (byte) (claimed >> 8 * i);
            }
        }
        put(header, 136, "00000000000 ");
        put(header, 148, "        ");
        header[156] = (byte) kind;
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing(bytes)) {
            out.write(header);
            byte[] block = new byte[1 << 16];
            Arrays.fill(block, (byte) 'a');
            for (long left = there; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(block.length, left));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private interface Content {
        void to(TarArchiveOutputStream out) throws IOException;
    }

    private static byte[] tar(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(packing(bytes))) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            content.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void entry(TarArchiveOutputStream out, String name, byte kind, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind);
        entry.setSize(size);
        out.putArchiveEntry(entry);
        byte[] block = new byte[1 << 16];
        for (long left = size; left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(block.length, left));
        }
        out.closeArchiveEntry();
    }

    private static OutputStream packing(OutputStream out) throws IOException {
        return new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
