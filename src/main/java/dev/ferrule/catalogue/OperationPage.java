package dev.ferrule.catalogue;

import dev.ferrule.spec.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some operations of a spec as they are stored: their ids and lengths, then each as JSON, so that one of them is read
 * without parsing its neighbours.
 */
final class OperationPage {

    /** A page is closed at so many operations, or after so many bytes of JSON. */
    private static final int MOST_OPERATIONS = 64;

    private static final int MOST_BYTES = 1 << 19;

    private final List<String> ids;
    private final Map<String, Integer> places = new HashMap<>();
    private final int[] ends;
    private final byte[] bytes;

    private OperationPage(List<String> ids, int[] ends, byte[] bytes) {
        this.ids = ids;
        this.ends = ends;
        this.bytes = bytes;
        for (int i = 0; i < ids.size(); i++) {
            places.put(ids.get(i), i);
        }
    }

    /** Cuts operations into pages and hands each over, packed, as soon as it is full. */
    static final class Writer {

        private final Consumer<byte[]> pages;
        private final List<List<String>> directory = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();
        private final List<Integer> lengths = new ArrayList<>();
        private final OperationJson bodies = new OperationJson();

        Writer(Consumer<byte[]> pages) {
            this.pages = pages;
        }

        void add(Operation operation) {
            if (ids.size() == MOST_OPERATIONS || bodies.size() > MOST_BYTES) {
                turn();
            }
            int before = bodies.size();
            bodies.write(operation);
            ids.add(operation.operationId());
            lengths.add(bodies.size() - before);
        }

        /** Hands over the last page and tells the ids on each. */
        List<List<String>> finish() {
            if (!ids.isEmpty()) {
                turn();
            }
            return directory;
        }

        private void turn() {
            pages.accept(packed());
            directory.add(List.copyOf(ids));
            ids.clear();
            lengths.clear();
            bodies.clear();
        }

        private byte[] packed() {
            ByteArrayOutputStream page = new ByteArrayOutputStream(bodies.size() + 64 * ids.size());
            try (DataOutputStream out = new DataOutputStream(page)) {
                out.writeInt(ids.size());
                for (int i = 0; i < ids.size(); i++) {
                    out.writeUTF(ids.get(i));
                    out.writeInt(lengths.get(i));
                }
                bodies.writeTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Packed.pack(page.toByteArray());
        }
    }

    static OperationPage read(byte[] packed) {
        byte[] bytes = Packed.unpack(packed);
        try (ByteArrayInputStream source = new ByteArrayInputStream(bytes);
                DataInputStream in = new DataInputStream(source)) {
            int count = in.readInt();
            List<String> ids = new ArrayList<>(count);
            int[] ends = new int[count + 1];
            for (int i = 0; i < count; i++) {
                ids.add(in.readUTF());
                ends[i + 1] = ends[i] + in.readInt();
            }
            int head = bytes.length - source.available();
            for (int i = 0; i <= count; i++) {
                ends[i] += head;
            }
            return new OperationPage(List.copyOf(ids), ends, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> ids() {
        return ids;
    }

    int weight() {
        return bytes.length + 100 * ids.size();
    }

    @Nullable
    Operation operation(String operationId) {
        Integer place = places.get(operationId);
        return place == null ? null : operation(place);
    }

    Operation operation(int place) {
        return OperationJson.read(bytes, ends[place], ends[place + 1] - ends[place]);
    }
}
