package dev.ferrule.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A card of what runs when, and how one can tell that it does.
 *
 * @param trigger {@code webhook}, {@code schedule} or {@code manual}
 * @param story who wants what, in one sentence
 * @param steps in the order in which they run
 * @param mappings ids first, then fields of one step's answer that another one's request takes
 * @param acceptance what must hold when it works
 */
public record Workflow(
        String name, String trigger, String story, List<Step> steps, List<Mapping> mappings, List<String> acceptance) {

    public Workflow {
        // Plans that were kept before there were stories have none.
        story = story == null ? "" : story;
        acceptance = acceptance == null ? List.of() : List.copyOf(acceptance);
    }

    Workflow with(List<Mapping> some) {
        return new Workflow(name, trigger, story, steps, some, acceptance);
    }

    Workflow(String name, String trigger, List<Step> steps, List<Mapping> mappings) {
        this(name, trigger, "", steps, mappings, List.of());
    }

    /** The same with other steps, or none, instead of those that are gone from the plan; they stand where the first of those stood. */
    Workflow without(Predicate<Step> gone, List<Step> instead) {
        List<Step> fresh =
                instead.stream().filter(step -> !steps.contains(step)).toList();
        List<Step> some = new ArrayList<>();
        boolean put = false;
        for (Step step : steps) {
            if (!gone.test(step)) {
                some.add(step);
            } else if (!put) {
                some.addAll(fresh);
                put = true;
            }
        }
        if (!put) {
            some.addAll(fresh);
        }
        Set<String> left = some.stream().map(Step::key).collect(Collectors.toSet());
        List<Mapping> kept = mappings.stream()
                .filter(mapping -> mapping.isFrom(left) && left.contains(mapping.target()))
                .toList();
        return new Workflow(name, trigger, story, some, kept, acceptance);
    }

    public record Step(String system, String method, String path, String purpose) {

        String key() {
            return system + ' ' + method + ' ' + path;
        }
    }

    /** A value that one step yields and another takes. */
    public record Mapping(String from, String to) {

        private static final String ARROW = " → ";

        /** @param source system, method and path of the step that yields it; @param target of the one that takes it */
        static Mapping of(String source, String yields, String target, String takes) {
            return new Mapping(source + ARROW + yields, target + ARROW + takes);
        }

        /** Whether it takes from, or gives to, this operation. */
        public boolean touches(String method, String path) {
            String step = " " + method + " " + path + ARROW;
            return from.contains(step) || to.contains(step);
        }

        /** What stands for a step as the source of fields that the user's own example has. */
        static final String EXAMPLE = "your example";

        /** Whether what it maps from is there: one of these steps, or the user's example. */
        boolean isFrom(Set<String> steps) {
            return steps.contains(source()) || source().equals(EXAMPLE);
        }

        String source() {
            return step(from);
        }

        String target() {
            return step(to);
        }

        private static String step(String end) {
            int arrow = end.lastIndexOf(ARROW);
            return arrow < 0 ? end : end.substring(0, arrow);
        }
    }
}
