package dev.ferrule.contract;

import dev.ferrule.spec.Contract;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operation does as others do too, so that it can be used without reading about it. Found by names and shapes, which
 * may be wrong: each says by what ({@code evidence}) and how sure it is (0 to 1). Evidence is a pointer in the document, or
 * {@code header:NAME} and {@code body:POINTER} of a live answer. Pointers into answers are JSON Pointers in which {@code -}
 * stands for the last item of a list.
 */
public record Conventions(
        @Nullable Pagination pagination,
        @Nullable RateLimit rateLimit,
        @Nullable IdempotencyKey idempotencyKey,
        @Nullable ErrorShape error,
        @Nullable LongRunning longRunning,
        List<Callback> callbacks) {

    public static final Conventions NONE = new Conventions(null, null, null, null, null, List.of());

    public Conventions {
        callbacks = List.copyOf(callbacks);
    }

    /** How a list is told in pages. */
    public enum Paging {
        PAGE,
        OFFSET,
        CURSOR,
        LINK_HEADER,
        NEXT_URL
    }

    /**
     * @param parameter that says which page, in the query; null: only the next URL says it
     * @param sizeParameter that says how many items a page has
     * @param items where the list is; empty for an answer that is a list; null: not known
     * @param next where the next cursor, page or URL is; null: counted, in a header, or not known
     * @param more where a flag says whether there is more; {@code last} tells that it means the opposite
     * @param total where the number of all items is
     */
    public record Pagination(
            Paging style,
            @Nullable String parameter,
            @Nullable String sizeParameter,
            @Nullable String items,
            @Nullable String next,
            @Nullable String more,
            boolean last,
            @Nullable String total,
            double confidence,
            List<String> evidence) {}

    /** Names of response headers; null where there is none for it. */
    public record RateLimit(
            @Nullable String limit,
            @Nullable String remaining,
            @Nullable String reset,
            @Nullable String retryAfter,
            double confidence,
            List<String> evidence) {}

    /** @param header whose same value makes a repeated call do its work only once */
    public record IdempotencyKey(String header, boolean required, double confidence, List<String> evidence) {}

    /** Where the answer of a failed call says what went wrong. */
    public record ErrorShape(
            @Nullable String message, @Nullable String code, double confidence, List<String> evidence) {}

    /**
     * Work that goes on after the answer (202).
     *
     * @param header with the URL to ask for the state
     * @param url where that URL is in the body
     * @param id where the id of the work is
     * @param status where its state is
     */
    public record LongRunning(
            @Nullable String header,
            @Nullable String url,
            @Nullable String id,
            @Nullable String status,
            double confidence,
            List<String> evidence) {}

    /** A request that the system sends in its turn. */
    public record Callback(String name, String method, String expression, List<String> evidence) {}

    public static Conventions of(Contract contract) {
        return new ConventionSearch(contract).find();
    }

    /** What one live answer shows; the contract says which parameters there are to ask for another page. */
    public static Conventions seen(Contract contract, LiveAnswer answer) {
        return new LiveConventions(contract, answer).find();
    }

    /** With what was seen since: it fills what was not known, and stands in for what is less sure. */
    public Conventions with(Conventions seen) {
        boolean surer =
                pagination == null || seen.pagination != null && seen.pagination.confidence() > pagination.confidence();
        Set<Callback> all = new LinkedHashSet<>(callbacks);
        all.addAll(seen.callbacks);
        return new Conventions(
                surer ? seen.pagination : pagination,
                seen.rateLimit != null ? seen.rateLimit : rateLimit,
                idempotencyKey != null ? idempotencyKey : seen.idempotencyKey,
                error != null ? error : seen.error,
                longRunning != null ? longRunning : seen.longRunning,
                List.copyOf(all));
    }

    /**
     * The parameters that ask for the page after this one, named as {@link Requests#build} takes them. Empty: this was the
     * last, or it cannot be told. The way ends at a page without items, but a system can go on for ever: whoever follows
     * counts the pages.
     *
     * @param parameters of the call that was answered
     * @param called where it went. A URL in the answer counts only when it has the same origin and path, and then only for
     *     its values of parameters that pages are asked for by, so no answer can lead a call elsewhere
     */
    public Optional<Map<String, Object>> next(
            Contract contract, Map<String, ? extends @Nullable Object> parameters, URI called, LiveAnswer answer) {
        return pagination == null || answer.status() < 200 || answer.status() > 299
                ? Optional.empty()
                : new NextPage(contract, pagination, parameters, called).after(answer);
    }
}
