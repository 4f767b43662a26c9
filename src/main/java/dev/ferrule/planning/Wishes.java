package dev.ferrule.planning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came up when a requirement was restated, beside its lines.
 *
 * @param trigger what sets the integration off, as a workflow says it; null: to be told from the lines
 * @param questions to the user, in the words of a language model
 */
record Wishes(@Nullable String trigger, List<String> questions) {

    static final Wishes NONE = new Wishes(null, List.of());
}
