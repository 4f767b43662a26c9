package dev.ferrule.ingest;

import dev.ferrule.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * One archive with the documents that are meant in it.
 *
 * @param shown what it is called in the names of its documents
 * @param names of the documents that are meant
 */
record Archive(Path file, String shown, Predicate<String> names) {

    static Archive whole(Path file) {
        return new Archive(file, file.toString(), name -> true);
    }

    /** Gets a document and its index. */
    interface Indexed {
        void accept(int at, Item item);
    }

    void each(Consumer<Item> consumer) {
        range(
                visitor -> Archives.fromBeginning(file, names, visitor),
                0,
                Integer.MAX_VALUE,
                at -> true,
                (at, item) -> consumer.accept(item),
                problem -> consumer.accept(Item.failed(shown, problem)));
    }

    /**
     * The documents from one index to before another; what is wrong with the archive itself goes to {@code failure}.
     *
     * @param way through the archive, which may leave out what is before {@code from}
     */
    void range(Archives.Way way, int from, int to, IntPredicate wanted, Indexed consumer, Consumer<Problem> failure) {
        ArchiveParts parts = new ArchiveParts(file);
        Archives.along(
                file,
                way,
                entry -> {
                    if (entry.index() >= from && entry.index() < to && wanted.test(entry.index())) {
                        offer(entry, parts, item -> consumer.accept(entry.index(), item));
                    }
                    return entry.index() < to - 1;
                },
                failure);
    }

    void walk(Archives.Visitor visitor, Consumer<Problem> failure) {
        Archives.walk(file, names, visitor, failure);
    }

    private void offer(Archives.Entry entry, ArchiveParts parts, Consumer<Item> consumer) throws IOException {
        String name = shown + "!/" + Archives.printable(entry.name());
        if (!Archives.isUsable(entry)) {
            consumer.accept(Item.failed(
                    name,
                    Archives.refused(
                            entry.plain()
                                    ? "The entry's name leads out of the archive or is no proper name."
                                    : "The entry is a link or has holes; only plain files are read.")));
            return;
        }
        try {
            byte[] bytes = Archives.bytes(entry);
            consumer.accept(new Item(name, parts.content(entry.name(), bytes), bytes.length));
        } catch (Problem problem) {
            if (problem.code().equals(Allowance.CODE)) {
                throw problem;
            }
            consumer.accept(Item.failed(name, problem));
        }
    }
}
