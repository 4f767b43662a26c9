package dev.ferrule.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a form for calling an operation begins with.
 *
 * @param parameters by name, or by {@code in.name} where two share a name: those that are required, and those with an example
 * @param mediaType of the body; null: there is none
 * @param doubts JSON Pointers of what somebody should look at, such as {@code /parameters/code} or {@code /body/items/0}
 */
public record SampleRequest(
        Map<String, Object> parameters,
        @Nullable String mediaType,
        @Nullable Object body,
        List<String> doubts) {}
