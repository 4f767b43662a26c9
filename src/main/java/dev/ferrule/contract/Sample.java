package dev.ferrule.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value made for a schema, of plain maps, lists, texts, numbers and booleans.
 *
 * @param doubts JSON Pointers of the places where no value was found that surely fits, such as a pattern that cannot be
 *     written backwards; "" is the whole value. Empty: it fits, as far as can be told without a validator
 */
public record Sample(@Nullable Object value, List<String> doubts) {

    public Sample {
        doubts = List.copyOf(doubts);
    }
}
