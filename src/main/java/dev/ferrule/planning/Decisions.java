package dev.ferrule.planning;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has decided about a plan beside the requirement's words. It holds for every plan that is made from them
 * anew, whoever selects.
 *
 * @param choices which operation a clause means
 * @param without operations that must not be used
 * @param example names of the fields of an example that the user gave, for the workflows' mappings
 */
public record Decisions(List<Choice> choices, List<Excluded> without, List<String> example) {

    public static final Decisions NONE = new Decisions(List.of(), List.of(), List.of());

    private static final int MOST = 200;

    public Decisions {
        choices = last(choices);
        without = last(without);
        example = example == null ? List.of() : last(example.stream().distinct().toList());
    }

    /** @param clause as the coverage has it; one that is not there any more makes the operation an addition */
    public record Choice(String clause, String specId, String method, String path) {

        boolean concerns(Excluded excluded) {
            return excluded.concerns(specId, method, path);
        }
    }

    /** @param specId null: of every system */
    public record Excluded(@Nullable String specId, String method, String path) {

        boolean concerns(String spec, String otherMethod, String otherPath) {
            return (specId == null || specId.equals(spec)) && method.equals(otherMethod) && path.equals(otherPath);
        }
    }

    /** The later word counts: a choice ends the same operation's exclusion, and an earlier choice for its clause. */
    public Decisions choosing(Choice choice) {
        List<Choice> chosen = new ArrayList<>(choices);
        chosen.removeIf(one -> one.clause().equals(choice.clause()));
        chosen.add(choice);
        return new Decisions(
                chosen, without.stream().filter(one -> !choice.concerns(one)).toList(), example);
    }

    public Decisions excluding(Excluded excluded) {
        List<Excluded> more = new ArrayList<>(without);
        more.remove(excluded);
        more.add(excluded);
        return new Decisions(
                choices.stream().filter(one -> !one.concerns(excluded)).toList(), more, example);
    }

    boolean concern(String clause) {
        return choices.stream().anyMatch(one -> one.clause().equals(clause));
    }

    /** Without what was chosen before the plan got another answer about the same clause. */
    public Decisions heeding(Plan plan) {
        List<Choice> still = choices.stream()
                .filter(one -> plan.questions().stream()
                        .noneMatch(question -> question.answer() != null
                                && one.clause().equals(question.clauseOf(plan))
                                && !question.answer().equals(one.method() + " " + one.path())))
                .toList();
        return new Decisions(still, without, example);
    }

    /** Without the choices of a system's operations, when the system itself is no longer wanted. */
    public Decisions withoutChoicesOf(String specId) {
        return new Decisions(
                choices.stream().filter(one -> !one.specId().equals(specId)).toList(), without, example);
    }

    public Decisions exemplified(List<String> fields) {
        List<String> all = new ArrayList<>(example);
        all.addAll(fields);
        return new Decisions(choices, without, all);
    }

    private static <T> List<T> last(List<T> all) {
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }
}
