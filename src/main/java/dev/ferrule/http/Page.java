package dev.ferrule.http;

import dev.ferrule.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list; {@code nextCursor} is null on the last one and opaque to callers. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** Lists are at most this long; a larger {@code limit} is refused. */
    public static final int MAX_LIMIT = 200;

    /** Cuts {@code fetched}, which was asked for with {@code limit + 1}, into a page whose cursor is the last item's id. */
    public static <T> Page<T> of(List<T> fetched, int limit, Function<T, String> id) {
        if (fetched.size() <= limit) {
            return new Page<>(List.copyOf(fetched), null);
        }
        List<T> items = List.copyOf(fetched.subList(0, limit));
        return new Page<>(items, id.apply(items.get(limit - 1)));
    }

    /** A page of a list that is all in memory, in the order of its ids. */
    public static <T> Page<T> of(List<T> all, int limit, @Nullable String cursor, Function<T, String> id) {
        return of(
                all.stream()
                        .filter(item -> cursor == null || id.apply(item).compareTo(cursor) > 0)
                        .sorted(Comparator.comparing(id))
                        .limit(limit + 1L)
                        .toList(),
                limit,
                id);
    }

    /** The limit, or a problem that says which ones are good. */
    public static int checkedLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalid("/limit", "limit is " + limit + ", but must be between 1 and " + MAX_LIMIT + ".");
        }
        return limit;
    }
}
