package dev.ferrule.contract;

import dev.ferrule.problem.Problem.Violation;

/**
 * A place where a value is not what the spec says.
 *
 * @param pointer of the value, such as {@code /body/items/3/id}
 * @param message for people; it does not repeat the value
 * @param expected what the spec says, such as {@code maximum 10}
 * @param found the value or what kind it is, shortened; it may hold whatever the value holds, a secret even
 * @param specPointer where the document says so, as a URI fragment; empty when it says it nowhere in particular
 */
public record Mismatch(String pointer, String message, String expected, String found, String specPointer) {

    public Violation violation() {
        return new Violation(pointer, message);
    }
}
