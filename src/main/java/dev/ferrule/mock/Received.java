package dev.ferrule.mock;

import dev.ferrule.contract.Mismatch;
import dev.ferrule.contract.Schemas;
import dev.ferrule.contract.Side;
import dev.ferrule.egress.Call;
import dev.ferrule.mock.Routes.Route;
import dev.ferrule.problem.Problem.Violation;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Content;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call as the operation understands it.
 *
 * @param body as plain maps, lists, texts and numbers; null: there was none, or none that can be read so
 */
record Received(Route route, Contract contract, @Nullable Object body) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @param routes those that match equally well; the first that has nothing against the call is taken */
    static Received of(Schemas schemas, List<Route> routes, Call call, Set<String> signed) {
        Refused first = null;
        for (Route route : routes) {
            Contract contract = route.offered().contract().get();
            try {
                List<Violation> wrong = new Parameters(schemas, contract, route, call, signed).violations();
                if (!wrong.isEmpty()) {
                    int status = Statuses.names(contract, 422) && !Statuses.names(contract, 400) ? 422 : 400;
                    throw new Refused(status, "The parameters are not as they must be.", wrong, List.of());
                }
                return new Received(route, contract, body(schemas, contract, call));
            } catch (Refused refused) {
                first = first == null ? refused : first;
            }
        }
        throw first == null ? new Refused(404, "The system has nothing at this path.") : first;
    }

    private static @Nullable Object body(Schemas schemas, Contract contract, Call call) {
        Contract.Body body = contract.body();
        if (body == null || call.body().length == 0) {
            if (body != null && body.required() && !isWithoutFields(call)) {
                throw refused(contract, "is required");
            }
            return null;
        }
        String type = call.header("Content-Type");
        Content content = type == null ? null : content(body, type);
        if (type == null || content == null) {
            throw new Refused(415, "The body is of a type that the operation does not take.");
        }
        Shape shape = new Shape(content.schema(), contract.defs());
        try {
            Object value = read(content, shape, type, call.body());
            List<Violation> wrong = value == null ? List.of() : held(schemas, contract, content, value, shape);
            if (!wrong.isEmpty()) {
                throw new Refused(
                        Statuses.names(contract, 422) ? 422 : 400, "The body is not as it must be.", wrong, List.of());
            }
            return value instanceof String text && !Bodies.isJson(type) ? shape.typed(text) : value;
        } catch (Malformed e) {
            throw refused(contract, e.description());
        }
    }

    /** A form with no field in it is an empty body. */
    private static boolean isWithoutFields(Call call) {
        String type = call.header("Content-Type");
        return type != null && Bodies.essence(type).equals("application/x-www-form-urlencoded");
    }

    private static Refused refused(Contract contract, String message) {
        int status = Statuses.names(contract, 422) && !Statuses.names(contract, 400) ? 422 : 400;
        return new Refused(
                status, "The body is not as it must be.", List.of(new Violation("/body", message)), List.of());
    }

    private static @Nullable Object read(Content content, Shape shape, String type, byte[] body) throws Malformed {
        String essence = Bodies.essence(type);
        if (Bodies.isJson(type)) {
            try {
                Object value = JSON.readValue(body, Object.class);
                return value == null ? "" : value;
            } catch (JacksonException e) {
                throw new Malformed("must be JSON");
            }
        }
        if (essence.equals("application/x-www-form-urlencoded")) {
            return shape.typed(new Fields(content, shape).urlEncoded(body));
        }
        if (essence.startsWith("multipart/")) {
            return shape.typed(new Fields(content, shape).multipart(type, body));
        }
        return essence.equals("text/plain") ? new String(body, StandardCharsets.UTF_8) : null;
    }

    private static List<Violation> held(
            Schemas schemas, Contract contract, Content content, Object value, Shape shape) {
        List<Violation> asSent = violations(schemas, contract, content, value);
        Object typed = asSent.isEmpty() || !(value instanceof String) ? null : shape.typed(value);
        return typed == null || typed.equals(value) ? asSent : violations(schemas, contract, content, typed);
    }

    private static List<Violation> violations(Schemas schemas, Contract contract, Content content, Object value) {
        return schemas
                .check(contract, content.schema(), JSON.valueToTree(value), Side.REQUEST, "/body", contract.pointer())
                .mismatches()
                .stream()
                .map(Mismatch::violation)
                .toList();
    }

    /** Null: the operation does not take it. */
    private static @Nullable Content content(Contract.Body body, String type) {
        return body.contents().isEmpty()
                ? new Content(type, java.util.Map.of(), List.of(), List.of())
                : body.contents().stream()
                        .filter(content -> isIn(type, content.mediaType()))
                        .min(Comparator.comparing(content -> content.mediaType().indexOf('*') >= 0))
                        .orElse(null);
    }

    private static boolean isIn(String type, String range) {
        String one = Bodies.essence(type);
        String other = Bodies.essence(range);
        return one.equals(other)
                || other.equals("*/*")
                || other.endsWith("/*") && one.startsWith(other.substring(0, other.length() - 1));
    }
}
