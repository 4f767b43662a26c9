package dev.ferrule.mock;

import dev.ferrule.contract.Samples;
import dev.ferrule.contract.Side;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Content;
import dev.ferrule.spec.Contract.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong in the shape that the spec gives its errors, or as problem details (RFC 9457) when it gives none. */
final class Errors {

    private static final Set<String> WORDS =
            Set.of("message", "detail", "error_description", "errorMessage", "description", "title", "error", "reason");
    private static final Set<String> NUMBERS = Set.of("status", "code", "statusCode", "status_code", "httpStatus");

    private Errors() {}

    static Reply reply(Refused refused, @Nullable Contract contract, long seed) {
        Response response = contract == null ? null : Statuses.failure(contract, refused.status());
        List<Content> contents = response == null ? List.of() : response.contents();
        for (Content content : contents) {
            if (contract != null
                    && Bodies.isJson(content.mediaType())
                    && !content.schema().isEmpty()) {
                Object sample =
                        Samples.of(content, contract.defs(), Side.ANSWER, seed).value();
                Object said = filled(sample, refused, 0);
                boolean fits = Samples.fits(said, content.schema(), contract.defs(), Side.ANSWER);
                return new Reply(
                        refused.status(), refused.headers(), content.mediaType(), fits ? said : sample, content);
            }
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("status", refused.status());
        problem.put("title", "The mock target refuses the call");
        problem.put("detail", refused.description());
        if (!refused.violations().isEmpty()) {
            problem.put(
                    "errors",
                    refused.violations().stream()
                            .map(one -> Map.of("pointer", one.pointer(), "message", one.message()))
                            .toList());
        }
        return new Reply(refused.status(), refused.headers(), "application/problem+json", problem, null);
    }

    private static @Nullable Object filled(@Nullable Object value, Refused refused, int depth) {
        if (value instanceof List<?> list && depth < 4) {
            return list.stream()
                    .limit(1)
                    .map(one -> filled(one, refused, depth + 1))
                    .toList();
        }
        if (!(value instanceof Map<?, ?> map) || depth > 4) {
            return value;
        }
        Map<String, Object> said = new LinkedHashMap<>();
        map.forEach((key, one) -> {
            String name = String.valueOf(key);
            Object other = filled(one, refused, depth + 1);
            if (one instanceof String && WORDS.contains(name)) {
                other = text(refused);
            } else if (one instanceof Number && NUMBERS.contains(name)) {
                other = refused.status();
            }
            said.put(name, other);
        });
        return said;
    }

    private static String text(Refused refused) {
        return refused.violations().isEmpty()
                ? refused.description()
                : refused.violations().stream()
                        .limit(3)
                        .map(one -> one.pointer() + " " + one.message())
                        .collect(Collectors.joining("; "));
    }
}
