package dev.ferrule.llm;

/**
 * Who is told of work while it goes on, and may call it off. Steps of planning, in the order in which they come:
 *
 * <ul>
 *   <li>{@code restate}: the requirement is taken apart into lines
 *   <li>{@code systems}: which systems it is about
 *   <li>{@code search}: operations are looked for
 *   <li>{@code select}: some of them are picked
 *   <li>{@code requery}: what stayed unresolved is looked for again in the spec's own words
 *   <li>{@code refuse}: something was named that was not offered, and does not count
 *   <li>{@code retry}: the language model failed in passing and is asked again
 *   <li>{@code repair}: its answer had the wrong form and it is told so
 *   <li>{@code shorten}: the question was too long for it and is asked in short
 *   <li>{@code fallback}: the rules go on without it
 *   <li>{@code write}: the plan is written
 *   <li>{@code tool}: the language model uses a tool, in a conversation
 * </ul>
 *
 * <p>Texts are for people; what comes from specs and models in them is shortened and holds no line breaks. Methods may be
 * called from another thread than the one that works, one at a time.
 */
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (kind, text) -> {};

    void step(String kind, String text);

    /** A piece of the text that a language model is writing for the user; never a piece of a structured answer. */
    default void token(String text) {}

    /** Asked several times a second while work goes on; once true, it ends with the problem {@code cancelled}. */
    default boolean isCancelled() {
        return false;
    }
}
