package dev.ferrule.contract;

import dev.ferrule.contract.Conventions.RateLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers that say how much may still be called ({@code X-RateLimit-Remaining} and its many relatives). */
final class RateHeaders {

    private RateHeaders() {}

    /** @param headers evidence by name */
    static @Nullable RateLimit find(Map<String, String> headers) {
        List<String> evidence = new ArrayList<>();
        String limit =
                take(headers, ".*(ratelimit|quota|requests?)(limit|max|minutelimit)|.*ratelimitpolicy", evidence);
        String remaining =
                take(headers, ".*(ratelimit|quota|limit|requests?)(remaining|left|available)|ratelimit", evidence);
        String reset = take(headers, ".*(ratelimit|quota|limit)(reset|resetat|resetafter|resettime)", evidence);
        String retryAfter = take(headers, ".*retryafter(ms)?", evidence);
        return evidence.isEmpty()
                ? null
                : new RateLimit(
                        limit,
                        remaining,
                        reset,
                        retryAfter,
                        remaining != null || retryAfter != null ? 0.95 : 0.7,
                        List.copyOf(evidence));
    }

    private static @Nullable String take(Map<String, String> headers, String names, List<String> evidence) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().length() < 100
                    && FieldNames.plain(header.getKey()).matches(names)) {
                evidence.add(header.getValue());
                return header.getKey();
            }
        }
        return null;
    }
}
