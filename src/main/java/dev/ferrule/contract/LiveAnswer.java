package dev.ferrule.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer that came, as far as conventions show in it.
 *
 * @param body plain Java as it comes from JSON; null where it is none
 */
public record LiveAnswer(
        int status, List<Request.Header> headers, @Nullable Object body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public LiveAnswer {
        headers = List.copyOf(headers);
    }

    /** A body that is no JSON shows nothing. */
    public static LiveAnswer of(int status, List<Request.Header> headers, byte[] body) {
        try {
            return new LiveAnswer(status, headers, body.length == 0 ? null : JSON.readValue(body, Object.class));
        } catch (JacksonException e) {
            return new LiveAnswer(status, headers, null);
        }
    }

    /** Of all headers of that name, in any case. */
    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .forEach(header -> values.add(header.value()));
        return values;
    }

    /** The value there, or null; {@code -} is the last item. */
    @Nullable
    Object at(@Nullable String pointer) {
        return pointer == null ? null : Pointers.value(body, pointer);
    }

    @Override
    public String toString() {
        return status + " with " + headers.size() + " headers";
    }
}
