package dev.ferrule.mock;

import dev.ferrule.egress.Call;
import dev.ferrule.mock.Routes.Route;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A call as the operation understands it. */
record Received(Route route, Contract contract, @Nullable Object body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param routes those that match equally well; the first that has nothing against the call is taken */
    static Received of(List<Route> routes, Call call) {
        Refused first = null;
        for (Route route : routes) {
            Contract contract = route.offered().contract().get();
            try {
                return new Received(route, contract, body(contract, call));
            } catch (Refused refused) {
                first = first == null ? refused : first;
            }
        }
        throw first == null ? new Refused(404, "The system has nothing at this path.") : first;
    }

    private static @Nullable Object body(Contract contract, Call call) {
        Contract.Body body = contract.body();
        if (body == null || call.body().length == 0) {
            if (body != null && body.required()) {
                throw new Refused(400, "A body is missing.");
            }
            return null;
        }
        String type = call.header("Content-Type");
        boolean known = type != null
                && (body.contents().isEmpty()
                        || body.contents().stream().map(Content::mediaType).anyMatch(one -> isIn(type, one)));
        if (type == null || !known) {
            throw new Refused(415, "The body is of a type that the operation does not take.");
        }
        if (!Bodies.isJson(type)) {
            return null;
        }
        try {
            return JSON.readValue(call.body(), Object.class);
        } catch (JacksonException e) {
            throw new Refused(400, "The body is no JSON.");
        }
    }

    private static boolean isIn(String type, String range) {
        String one = Bodies.essence(type);
        String other = Bodies.essence(range);
        return one.equals(other)
                || other.equals("*/*")
                || other.endsWith("/*") && one.startsWith(other.substring(0, other.length() - 1));
    }
}
