package dev.ferrule.ingest;

import dev.ferrule.problem.Problem;

/**
 * One document of an ingestion, by the name under which its outcome is reported.
 *
 * @param content throws a {@link Problem} when there is nothing to be had
 * @param heldBytes how much memory it takes before it is read: its length when it came out of an archive, else 0
 */
public record Item(String name, Content content, int heldBytes) {

    /** Where the bytes come from; asked once, on whatever thread. */
    public interface Content {
        byte[] read();
    }

    static Item failed(String name, Problem problem) {
        return new Item(
                name,
                () -> {
                    throw problem;
                },
                0);
    }
}
