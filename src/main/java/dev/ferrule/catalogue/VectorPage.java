package dev.ferrule.catalogue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Vectors of a spec as they are stored, with the name of the model that made them. */
record VectorPage(String model, List<VectorOf> vectors) {

    /** How many vectors go on a page: 200 KB with bge-small. */
    static final int MOST = 512;

    static String id(String key, int number) {
        return key + "/vectors/" + number;
    }

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(model);
            out.writeInt(vectors.size());
            for (VectorOf vector : vectors) {
                out.writeUTF(vector.operationId());
                out.writeUTF(vector.textHash());
                out.writeShort(vector.vector().length);
                out.write(vector.vector());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static VectorPage read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String model = in.readUTF();
            List<VectorOf> vectors = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                String operationId = in.readUTF();
                String textHash = in.readUTF();
                vectors.add(new VectorOf(operationId, textHash, in.readNBytes(in.readUnsignedShort())));
            }
            return new VectorPage(model, vectors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
