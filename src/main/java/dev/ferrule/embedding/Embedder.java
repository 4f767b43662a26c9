package dev.ferrule.embedding;

import java.time.Duration;
import java.util.List;

/**
 * Turns texts into vectors, so that near meanings lie near each other; only their direction counts. The same text always
 * gets the same vector, whatever else is embedded with it. Slow to load, safe for many threads.
 */
public interface Embedder {

    /** Names the model and whatever changes its vectors; vectors of another name are never mixed with these. */
    String model();

    /** Begins to load the model, if that was not begun before; returns at once. */
    void warmUp();

    /** False while the model is still being loaded, or cannot be reached: until then searches go by words alone. */
    boolean ready();

    /** Waits for the model, at most so long; returns whether it is ready. */
    boolean awaitReady(Duration most);

    /**
     * One vector for each text, in their order; waits for the model to be loaded. Several dozen at once keep all cores
     * busy, and still let {@link #embedQueries} go first.
     *
     * @throws EmbeddingFailed when there is none now
     */
    List<float[]> embed(List<String> texts);

    /**
     * Like {@link #embed}, worded as a question where the model tells questions from answers.
     *
     * @throws EmbeddingFailed when there is none now
     */
    List<float[]> embedQueries(List<String> texts);
}
