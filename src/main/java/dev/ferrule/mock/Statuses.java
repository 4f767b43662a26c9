package dev.ferrule.mock;

import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the names of responses, which are statuses, ranges of them, {@code default}, or something odd. */
final class Statuses {

    private Statuses() {}

    /** The status of a call that went well, and what the spec says of it. */
    record Success(int status, @Nullable Response response) {}

    /** @param creates whether something is made, so that 201 is better than 200 */
    static Success success(Contract contract, boolean creates) {
        List<Success> named = contract.responses().stream()
                .filter(response -> number(response) >= 200 && number(response) < 400)
                .map(response -> new Success(number(response), response))
                .sorted(Comparator.comparingInt(
                        one -> creates && one.status() == 201 ? 0 : one.status() == 200 ? 1 : one.status()))
                .toList();
        if (!named.isEmpty() && named.get(0).status() < 300) {
            return named.get(0);
        }
        Response range = named(contract, "2XX");
        Response other = range == null ? named(contract, "DEFAULT") : range;
        boolean onlyRedirects = other == null && !named.isEmpty();
        return onlyRedirects ? named.get(0) : new Success(creates && range != null ? 201 : 200, other);
    }

    /** What the spec says of a call that goes wrong in that way; null: nothing. */
    static @Nullable Response failure(Contract contract, int status) {
        for (Response response : contract.responses()) {
            if (number(response) == status) {
                return response;
            }
        }
        Response range = named(contract, status / 100 + "XX");
        return range == null ? named(contract, "DEFAULT") : range;
    }

    static boolean names(Contract contract, int status) {
        return contract.responses().stream().anyMatch(response -> number(response) == status);
    }

    private static @Nullable Response named(Contract contract, String name) {
        return contract.responses().stream()
                .filter(response ->
                        response.status().strip().toUpperCase(Locale.ROOT).startsWith(name))
                .findFirst()
                .orElse(null);
    }

    /** Its first three digits; -1: it has none. */
    private static int number(Response response) {
        String text = response.status().strip();
        return text.matches("[1-5]\\d\\d(\\D.*)?") ? Integer.parseInt(text.substring(0, 3)) : -1;
    }
}
