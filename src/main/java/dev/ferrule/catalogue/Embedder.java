package dev.ferrule.catalogue;

import java.time.Duration;
import java.util.List;

/** Turns texts into vectors of length 1, so that near meanings lie near each other. Slow to load, safe for many threads. */
interface Embedder {

    /** Names the model and whatever changes its vectors; vectors of another name are never mixed with these. */
    String model();

    int dimensions();

    /** Begins to load the model, if that was not begun before; returns at once. */
    void warmUp();

    /** False while the model is still being loaded: until then searches go by words alone. */
    boolean ready();

    /** Waits for the model, at most so long; returns whether it is ready. */
    boolean awaitReady(Duration most);

    /** One vector for each text, in their order; waits for the model to be loaded. */
    List<float[]> embed(List<String> texts);

    /** Like {@link #embed}, worded as a question where the model tells questions from answers. */
    List<float[]> embedQueries(List<String> texts);
}
