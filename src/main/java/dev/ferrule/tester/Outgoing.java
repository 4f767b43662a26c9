package dev.ferrule.tester;

import dev.ferrule.egress.Call;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as the contract wants it, without the address of the system and without credentials. */
record Outgoing(String method, String pathAndQuery, List<Call.Header> headers, byte[] body) {

    Outgoing {
        headers = List.copyOf(headers);
    }

    boolean writes() {
        return !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS") && !method.equals("TRACE");
    }

    @Nullable
    String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Call.Header::value)
                .findFirst()
                .orElse(null);
    }

    Outgoing with(String name, String value) {
        List<Call.Header> more = new ArrayList<>(headers);
        more.add(new Call.Header(name, value));
        return new Outgoing(method, pathAndQuery, more, body);
    }

    Outgoing at(String otherPathAndQuery) {
        return new Outgoing(method, otherPathAndQuery, headers, body);
    }

    @Override
    public String toString() {
        return method + " with " + body.length + " bytes";
    }
}
