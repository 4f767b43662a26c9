package dev.ferrule.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Cards as they lie in the index. */
final class CardCodec {

    private CardCodec() {}

    static BytesRef encode(Card card) {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            out.writeString(card.specId());
            out.writeString(card.operationId());
            out.writeString(card.method());
            out.writeString(card.path());
            writeOptional(out, card.summary());
            writeOptional(out, card.hint());
            writeList(out, card.tags());
            writeList(out, card.refs());
            out.writeByte((byte) (card.searches() ? 1 : 0));
            out.writeByte((byte) (card.deprecated() ? 1 : 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BytesRef(out.toArrayCopy());
    }

    static Card decode(BytesRef bytes) {
        ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        try {
            return new Card(
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    readOptional(in),
                    readOptional(in),
                    readList(in),
                    readList(in),
                    in.readByte() == 1,
                    in.readByte() == 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeOptional(ByteBuffersDataOutput out, @Nullable String text) throws IOException {
        out.writeByte((byte) (text == null ? 0 : 1));
        if (text != null) {
            out.writeString(text);
        }
    }

    private static @Nullable String readOptional(ByteArrayDataInput in) throws IOException {
        return in.readByte() == 0 ? null : in.readString();
    }

    private static void writeList(ByteBuffersDataOutput out, List<String> texts) throws IOException {
        out.writeVInt(texts.size());
        for (String text : texts) {
            out.writeString(text);
        }
    }

    private static List<String> readList(ByteArrayDataInput in) throws IOException {
        int size = in.readVInt();
        List<String> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            texts.add(in.readString());
        }
        return List.copyOf(texts);
    }
}
