package dev.ferrule.contract;

import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Content;
import dev.ferrule.spec.Contract.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values that a spec would accept: what it says itself (examples, defaults, enums) where that fits its own schema, and
 * otherwise something made by type, format and bounds. The same seed makes the same value.
 */
public final class Samples {

    private Samples() {}

    /** @param defs what {@code "$ref": "#/$defs/NAME"} leads to */
    public static Sample of(Map<String, Object> schema, Map<String, Object> defs, Side side, long seed) {
        return new SampleWalk(defs, side, seed).sample(schema, List.of());
    }

    /** The best example that fits, or else a value for the schema. */
    public static Sample of(Content content, Map<String, Object> defs, Side side, long seed) {
        return new SampleWalk(defs, side, seed).sample(content.schema(), content.examples());
    }

    /** A quick look: it knows the usual keywords, and takes the rest as met. */
    public static boolean fits(
            @Nullable Object value, Map<String, Object> schema, Map<String, Object> defs, Side side) {
        return new Fit(defs, side).fits(value, schema);
    }

    public static SampleRequest request(Contract contract, long seed) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        List<String> doubts = new ArrayList<>();
        Set<String> shared = sharedNames(contract.parameters());
        for (Parameter parameter : contract.parameters()) {
            boolean wanted = parameter.required() || !parameter.deprecated() && hasExample(parameter);
            if (wanted && !(parameter.in().equals("header") && Requests.isOfTheConnection(parameter.name()))) {
                Sample sample = sample(contract, parameter, seed);
                String key =
                        shared.contains(parameter.name()) ? parameter.in() + "." + parameter.name() : parameter.name();
                parameters.put(key, sample.value());
                sample.doubts().forEach(doubt -> doubts.add("/parameters/" + Pointers.escaped(key) + doubt));
            }
        }
        Content content = contract.body() == null || contract.body().contents().isEmpty()
                ? null
                : contract.body().contents().get(0);
        Sample body = content == null ? null : of(content, contract.defs(), Side.REQUEST, seed);
        if (body != null) {
            body.doubts().forEach(doubt -> doubts.add("/body" + doubt));
        }
        return new SampleRequest(
                parameters,
                content == null ? null : content.mediaType(),
                body == null || content == null ? null : SampleBodies.given(content.mediaType(), body.value()),
                List.copyOf(doubts));
    }

    /** A body of one of the media types that an operation takes, in the form in which {@link Requests} takes it. */
    public static @Nullable Object body(Content content, Map<String, Object> defs, long seed) {
        return SampleBodies.given(
                content.mediaType(), of(content, defs, Side.REQUEST, seed).value());
    }

    /** A value in a path is never empty, whatever the schema says: the segment would be gone. */
    private static Sample sample(Contract contract, Parameter parameter, long seed) {
        SampleWalk walk = new SampleWalk(contract.defs(), Side.REQUEST, seed);
        Sample sample = walk.sample(parameter.schema(), parameter.examples());
        boolean empty = parameter.in().equals("path")
                && (sample.value() == null
                        || Set.of("", "[]", "[ ]", ".", "..")
                                .contains(sample.value().toString()));
        return empty
                ? new SampleWalk(contract.defs(), Side.REQUEST, seed)
                        .sample(
                                Map.of("allOf", List.of(parameter.schema(), Map.of("minLength", 1, "minItems", 1))),
                                List.of("amber"))
                : sample;
    }

    private static boolean hasExample(Parameter parameter) {
        @Nullable Object examples = parameter.schema().get("examples");
        return !parameter.examples().isEmpty()
                || parameter.schema().containsKey("example")
                || examples instanceof List<?> list && !list.isEmpty();
    }

    private static Set<String> sharedNames(List<Parameter> parameters) {
        Set<String> seen = new HashSet<>();
        Set<String> shared = new HashSet<>();
        parameters.stream().map(Parameter::name).filter(name -> !seen.add(name)).forEach(shared::add);
        return shared;
    }
}
