package dev.ferrule.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request that somebody sent or wrote down, without its values. */
final class Observed {

    /** @param type of its value; {@code string} when that is not known */
    record Field(String name, String type, @Nullable String description) {}

    /** A body that was sent or that came back; only its kind. */
    record Payload(@Nullable String mediaType, InferredSchema schema) {}

    final String method;
    final ObservedUrl url;
    final List<Field> query = new ArrayList<>();
    final List<Field> headers = new ArrayList<>();
    final Map<String, String> pathDescriptions = new LinkedHashMap<>();
    final List<Payload> bodies = new ArrayList<>();
    final Map<String, List<Payload>> responses = new LinkedHashMap<>();
    final List<String> tags = new ArrayList<>();

    /** Names of the security schemes that it used, all of them together; null: nothing is known. */
    @Nullable
    List<String> security;

    @Nullable
    String summary;

    @Nullable
    String description;

    Observed(String method, ObservedUrl url) {
        this.method = method;
        this.url = url;
    }

    void response(int status, @Nullable Payload payload) {
        if (status >= 100 && status < 600) {
            List<Payload> known = responses.computeIfAbsent(Integer.toString(status), code -> new ArrayList<>());
            if (payload != null) {
                known.add(payload);
            }
        }
    }
}
