package dev.ferrule.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message wants changed, before it is known whether there is such a thing. */
sealed interface Edit {

    /** More of the requirement, in the user's words. */
    record Add(String text) implements Edit {}

    /** Forget what was said, and begin with this. */
    record StartOver(String text) implements Edit {}

    /** Take back the last change. */
    record NeverMind() implements Edit {}

    /** The next of the alternatives to what was spoken of last. */
    record TheOther() implements Edit {}

    /** @param question its number; null: the first one that is open */
    record AnswerTo(@Nullable Integer question, String text) implements Edit {}

    /** @param questions their numbers; empty: all that are open */
    record Ignore(List<Integer> questions) implements Edit {}

    /**
     * @param what as said: a method and path, or words for an endpoint or a system
     * @param certain whether it can mean nothing else, rather than a part of a requirement
     * @param said the whole sentence
     */
    record Exclude(String what, boolean certain, String said) implements Edit {}

    /**
     * @param insteadOf null: whatever it can stand in for
     * @param said the whole sentence
     */
    record UseSystem(String what, @Nullable String insteadOf, boolean certain, String said) implements Edit {}

    /** @param alsoThat beside what is there, rather than instead of something */
    record UseOperation(String method, String path, boolean alsoThat) implements Edit {}

    /** Something that is to be answered, not done. */
    record Question(String text) implements Edit {}
}
