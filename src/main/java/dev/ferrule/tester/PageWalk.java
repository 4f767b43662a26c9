package dev.ferrule.tester;

import dev.ferrule.contract.Conventions;
import dev.ferrule.contract.LiveAnswer;
import dev.ferrule.contract.Request;
import dev.ferrule.egress.Answer;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Contract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the pages after the first, as the contract and the first answer say that pages are asked for. A system may go
 * on for ever: the pages are counted, and so are their bytes, and who is sent back to where they have been stops.
 */
final class PageWalk {

    static final int MOST = 20;

    private static final int MOST_BYTES = 8 << 20;

    private PageWalk() {}

    /** @param end why it went no further */
    record Walked(List<Attempts.Result> further, String end) {}

    static int checked(@Nullable Integer pages) {
        if (pages != null && (pages < 1 || pages > MOST)) {
            throw Problem.invalid("/pages", pages + " is not between 1 and " + MOST + ".");
        }
        return pages == null ? 1 : pages;
    }

    static LiveAnswer live(Answer answer) {
        return LiveAnswer.of(
                answer.status(),
                answer.headers().stream()
                        .map(header -> new Request.Header(header.name(), header.value()))
                        .toList(),
                answer.body());
    }

    static Walked walk(
            Contract contract,
            Conventions known,
            int most,
            Map<String, @Nullable Object> parameters,
            Attempts.Result first,
            Function<Map<String, @Nullable Object>, Attempts.Result> ask) {
        List<Attempts.Result> further = new ArrayList<>();
        Set<Map<String, ? extends @Nullable Object>> been = new HashSet<>();
        been.add(parameters);
        Map<String, @Nullable Object> here = parameters;
        Attempts.Result last = first;
        Conventions conventions = known;
        long bytes = 0;
        while (true) {
            Answer answer = last.exchange().answer();
            if (answer == null) {
                return new Walked(further, "a page did not come");
            }
            bytes += answer.body().length;
            LiveAnswer live = live(answer);
            conventions = conventions.with(Conventions.seen(contract, live));
            Optional<Map<String, Object>> next =
                    conventions.next(contract, here, last.exchange().sent().uri(), live);
            String end = next.isEmpty()
                    ? "there is no further page, or none that can be told"
                    : further.size() + 1 >= most
                            ? "as many pages as were asked for"
                            : bytes >= MOST_BYTES
                                    ? "the pages have " + bytes + " bytes"
                                    : !been.add(next.get()) ? "the system leads back to a page before" : null;
            if (end != null) {
                return new Walked(further, end);
            }
            here = new LinkedHashMap<>(next.get());
            last = ask.apply(here);
            further.add(last);
        }
    }
}
