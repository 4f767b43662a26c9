package dev.ferrule.contract;

import dev.ferrule.contract.Conventions.LongRunning;
import dev.ferrule.contract.Conventions.Pagination;
import dev.ferrule.spec.Contract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conventions as one answer shows them. */
final class LiveConventions {

    private static final String BODY = "body:";

    private final Contract contract;
    private final LiveAnswer answer;

    LiveConventions(Contract contract, LiveAnswer answer) {
        this.contract = contract;
        this.answer = answer;
    }

    Conventions find() {
        Shape shape = Shape.ofValue(answer.body());
        Map<String, String> headers = new LinkedHashMap<>();
        answer.headers().forEach(header -> headers.putIfAbsent(header.name(), "header:" + header.name()));
        boolean good = answer.status() >= 200 && answer.status() < 300;
        return new Conventions(
                good ? pagination(shape) : null,
                RateHeaders.find(headers),
                null,
                answer.status() >= 400 ? ErrorFields.find(shape, BODY, 0.95) : null,
                longRunning(),
                List.of());
    }

    /** Only what the answer itself shows: that there is a parameter is known from the spec. */
    private @Nullable Pagination pagination(Shape shape) {
        String link = Links.next(answer.all("Link")) == null ? null : "header:Link";
        Pagination found = new PaginationSearch(contract, shape).find(BODY, link);
        boolean shown = found != null && (link != null || found.next() != null || found.items() != null);
        return shown ? found : null;
    }

    private @Nullable LongRunning longRunning() {
        String header = List.of("Operation-Location", "Azure-AsyncOperation", "Location").stream()
                .filter(name -> !answer.all(name).isEmpty())
                .findFirst()
                .orElse(null);
        return answer.status() == 202 && header != null
                ? new LongRunning(header, null, null, null, 0.9, List.of("header:" + header))
                : null;
    }
}
