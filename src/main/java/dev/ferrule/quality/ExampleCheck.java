package dev.ferrule.quality;

import dev.ferrule.contract.Mismatch;
import dev.ferrule.contract.Schemas;
import dev.ferrule.contract.Side;
import dev.ferrule.quality.Quality.Examples;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Content;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the examples and defaults of a spec against their schemas, each place once, however many operations lead there; and
 * no more of them than a bound that no document moves.
 */
final class ExampleCheck {

    private static final int MOST_EXAMPLES = 5_000;
    private static final int MOST_SCHEMAS = 200_000;
    private static final int DEEPEST = 40;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> INNER = List.of("items", "additionalProperties", "contains");
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf", "prefixItems");

    private final Schemas schemas;
    private final boolean swagger;
    private final Places places;
    private final BooleanSupplier tired;
    private final Set<String> seen = new HashSet<>();
    private int walked;
    private int checked;
    private boolean complete = true;

    /**
     * @param swagger whether the document is of version 2, where schemas stand elsewhere
     * @param tired whether it has taken its time
     */
    ExampleCheck(Schemas schemas, boolean swagger, Places places, BooleanSupplier tired) {
        this.schemas = schemas;
        this.swagger = swagger;
        this.places = places;
        this.tired = tired;
    }

    Examples result() {
        return new Examples(checked, places.count(Fault.EXAMPLE_BROKEN), complete);
    }

    boolean isTired() {
        if (checked >= MOST_EXAMPLES || walked >= MOST_SCHEMAS || tired.getAsBoolean()) {
            complete = false;
        }
        return !complete;
    }

    void leftOut() {
        complete = false;
    }

    void look(Contract contract) {
        for (Contract.Parameter parameter : contract.parameters()) {
            if (seen.add(parameter.pointer())) {
                Place place = new Place(contract, parameter.pointer(), Side.REQUEST);
                boolean written = parameter.mediaType() != null;
                parameter.examples().forEach(example -> check(place, parameter.schema(), example, written));
                String in = parameter.mediaType() == null ? "" : "/content/" + escaped(parameter.mediaType());
                walk(place, parameter.schema(), parameter.pointer() + (swagger ? "" : in + "/schema"), 0);
            }
        }
        Contract.Body body = contract.body();
        if (body != null) {
            look(new Place(contract, body.pointer(), Side.REQUEST), body.contents());
        }
        contract.responses()
                .forEach(response -> look(new Place(contract, response.pointer(), Side.ANSWER), response.contents()));
        contract.defs().forEach((name, schema) -> {
            if (schema instanceof Map<?, ?> map && map.get("$comment") instanceof String pointer && seen.add(pointer)) {
                walk(new Place(contract, pointer, Side.ANSWER), map, pointer, 0);
            }
        });
    }

    /** @param side whose value it is; of a definition that both use, what suits one of them is good */
    private record Place(Contract contract, String pointer, Side side) {

        Place at(String other) {
            return new Place(contract, other, side);
        }
    }

    private void look(Place place, List<Content> contents) {
        for (Content content : contents) {
            String media = content.mediaType().toLowerCase(Locale.ROOT);
            if (!seen.add(place.pointer() + " " + media)) {
                continue;
            }
            String bare = media.split(";", 2)[0].strip();
            boolean json = bare.endsWith("/json") || bare.endsWith("+json") || bare.equals("*/*");
            boolean form = media.contains("form");
            for (Object example : content.examples()) {
                // XML, CSV and the like stand in an example as one text, which no schema is meant to hold.
                if (json || form && example instanceof Map) {
                    check(place, content.schema(), example, json);
                }
            }
            String in = swagger ? "" : "/content/" + escaped(content.mediaType());
            walk(place, content.schema(), place.pointer() + in + "/schema", 0);
        }
    }

    private void walk(Place place, @Nullable Object schema, String pointer, int depth) {
        if (!(schema instanceof Map<?, ?> map) || depth > DEEPEST || isTired()) {
            return;
        }
        walked++;
        if (map.get("examples") instanceof List<?> examples) {
            examples.forEach(example -> check(place.at(pointer), map, example, false));
        }
        if (map.get("default") != null) {
            check(place.at(pointer), map, map.get("default"), false);
        }
        if (map.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, inner) ->
                    walk(place, inner, pointer + "/properties/" + escaped(String.valueOf(name)), depth + 1));
        }
        for (String name : INNER) {
            walk(place, map.get(name), pointer + "/" + name, depth + 1);
        }
        for (String name : LISTS) {
            if (map.get(name) instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    walk(place, list.get(i), pointer + "/" + name + "/" + i, depth + 1);
                }
            }
        }
    }

    /** @param written whether a text may be the JSON of the value rather than the value */
    private void check(Place place, Map<?, ?> schema, @Nullable Object example, boolean written) {
        if (schema.isEmpty() || isTired()) {
            return;
        }
        checked++;
        JsonNode value = JSON.valueToTree(example);
        Mismatch first = mismatch(place, schema, value);
        if (first != null && written && example instanceof String text) {
            JsonNode read = read(text);
            first = read == null ? first : mismatch(place, schema, read);
        }
        if (first != null) {
            String where = first.pointer().isEmpty() ? "" : first.pointer() + ": ";
            places.add(Fault.EXAMPLE_BROKEN, place.pointer(), where + first.message());
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable Mismatch mismatch(Place place, Map<?, ?> schema, JsonNode value) {
        Schemas.Checked found =
                schemas.check(place.contract(), (Map<String, Object>) schema, value, place.side(), "", place.pointer());
        if (!found.complete()) {
            complete = false;
            return null;
        }
        if (found.ok()) {
            return null;
        }
        boolean both = place.side() == Side.ANSWER
                && !schemas.check(
                                place.contract(),
                                (Map<String, Object>) schema,
                                value,
                                Side.REQUEST,
                                "",
                                place.pointer())
                        .ok();
        return both || place.side() == Side.REQUEST ? found.mismatches().get(0) : null;
    }

    private static @Nullable JsonNode read(String text) {
        String start = text.strip();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return null;
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
