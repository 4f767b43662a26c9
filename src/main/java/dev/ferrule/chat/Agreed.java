package dev.ferrule.chat;

import dev.ferrule.planning.Decisions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation has come to, from which its plan can be made again without reading a single message: what is
 * wanted, in the user's words, and what was decided about it.
 *
 * @param parts the requirement, piece by piece as it was said
 * @param specIds the systems to stay within; empty: the whole catalogue
 * @param decisions which operations it must be, or must not be
 * @param about the clause that was spoken of last: what "the other one" means
 * @param undo what was agreed before each of the last changes, newest last
 */
record Agreed(
        List<String> parts,
        List<String> specIds,
        Decisions decisions,
        @Nullable String about,
        List<Before> undo) {

    static final Agreed NOTHING = new Agreed(List.of(), List.of(), Decisions.NONE, null, List.of());

    private static final int UNDO = 20;

    Agreed {
        parts = List.copyOf(parts);
        specIds = specIds.stream().distinct().toList();
        undo = undo == null ? List.of() : List.copyOf(undo);
    }

    /** A state that can be gone back to; with its plan, if there was one. */
    record Before(
            List<String> parts,
            List<String> specIds,
            Decisions decisions,
            @Nullable String planId) {}

    /** The whole requirement, a line for each piece. */
    String requirement() {
        return String.join("\n", parts);
    }

    Before before(@Nullable String planId) {
        return new Before(parts, specIds, decisions, planId);
    }

    Agreed remembering(@Nullable String planId) {
        return remembering(before(planId));
    }

    Agreed remembering(Before last) {
        List<Before> more = new ArrayList<>(undo);
        more.add(last);
        return new Agreed(parts, specIds, decisions, about, more.subList(Math.max(0, more.size() - UNDO), more.size()));
    }

    /** Whether a plan made from the other one would be the same. */
    boolean saysTheSameAs(Agreed other) {
        return parts.equals(other.parts) && specIds.equals(other.specIds) && decisions.equals(other.decisions);
    }

    /** Nothing wanted any more, and what there was can still be gone back to. */
    Agreed cleared() {
        return new Agreed(List.of(), List.of(), Decisions.NONE, null, undo);
    }

    Agreed back() {
        Before last = undo.get(undo.size() - 1);
        return new Agreed(last.parts(), last.specIds(), last.decisions(), null, undo.subList(0, undo.size() - 1));
    }

    Agreed adding(String part) {
        List<String> more = new ArrayList<>(parts);
        more.add(part);
        return withParts(more);
    }

    Agreed withParts(List<String> some) {
        return new Agreed(some, specIds, decisions, about, undo);
    }

    Agreed within(List<String> specs) {
        return new Agreed(parts, specs, decisions, about, undo);
    }

    Agreed deciding(Decisions decided) {
        return new Agreed(parts, specIds, decided, about, undo);
    }

    Agreed withFields(List<String> more) {
        return more.isEmpty() ? this : deciding(decisions.exemplified(more));
    }

    Agreed about(@Nullable String clause) {
        return new Agreed(parts, specIds, decisions, clause, undo);
    }
}
