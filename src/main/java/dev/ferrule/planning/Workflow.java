package dev.ferrule.planning;

import java.util.List;

/**
 * A sketch of what runs when.
 *
 * @param trigger {@code webhook}, {@code schedule} or {@code manual}
 */
public record Workflow(String name, String trigger, List<Step> steps, List<Mapping> mappings) {

    public record Step(String system, String method, String path, String purpose) {}

    /** A value that one step yields and another takes. */
    public record Mapping(String from, String to) {}
}
