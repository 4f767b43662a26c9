package dev.ferrule.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes .zip files as no honest program does: with lies in them. */
final class RawZip {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int entries;

    /** What an entry says of itself; those who make one change what they want to lie about. */
    static final class Claim {
        int flags = 1 << 11;
        int method = 8;
        long size;
        long packed;
        long crc;
        int mode;
        int version = 20;
    }

    static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    static Claim claim(byte[] content, byte[] packed) {
        Claim claim = new Claim();
        CRC32 crc = new CRC32();
        crc.update(content);
        claim.crc = crc.getValue();
        claim.size = content.length;
        claim.packed = packed.length;
        return claim;
    }

    /** Puts the data of one entry there; returns where it begins. */
    int data(String name, Claim claim, byte[] packed) {
        int offset = bytes.size();
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = buffer(30);
        header.putInt(0x04034b50).putShort((short) claim.version);
        header.putShort((short) claim.flags).putShort((short) claim.method).putInt(0);
        header.putInt((int) claim.crc).putInt((int) claim.packed).putInt((int) claim.size);
        header.putShort((short) text.length).putShort((short) 0);
        bytes.writeBytes(header.array());
        bytes.writeBytes(text);
        bytes.writeBytes(packed);
        return offset;
    }

    /** Says in the directory that there is such an entry at that place. */
    void entry(String name, Claim claim, long offset) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = buffer(46);
        header.putInt(0x02014b50).putShort((short) (3 << 8 | claim.version)).putShort((short) claim.version);
        header.putShort((short) claim.flags).putShort((short) claim.method).putInt(0);
        header.putInt((int) claim.crc).putInt((int) claim.packed).putInt((int) claim.size);
        header.putShort((short) text.length).putShort((short) 0).putShort((short) 0);
        header.putShort((short) 0).putShort((short) 0).putInt(claim.mode << 16).putInt((int) offset);
        directory.writeBytes(header.array());
        directory.writeBytes(text);
        entries++;
    }

    void add(String name, byte[] content) {
        byte[] packed = deflated(content);
        Claim claim = claim(content, packed);
        entry(name, claim, data(name, claim, packed));
    }

    byte[] end() {
        return end(entries, directory.size(), bytes.size());
    }

    byte[] end(int count, int directorySize, int directoryOffset) {
        ByteBuffer end = buffer(22);
        end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
        end.putShort((short) count).putShort((short) count);
        end.putInt(directorySize).putInt(directoryOffset).putShort((short) 0);
        bytes.writeBytes(directory.toByteArray());
        bytes.writeBytes(end.array());
        return bytes.toByteArray();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
