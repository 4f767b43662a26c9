package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Puts a tree together without recursion. */
final class TreeBuilder {

    private final Budget budget;
    private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
    private @Nullable JsonNode root;

    TreeBuilder(Budget budget) {
        this.budget = budget;
    }

    /** True if it took the place of an earlier value of the same name. */
    boolean open(@Nullable String name, ContainerNode<?> container) {
        budget.value(0, false);
        boolean replaced = add(name, container);
        open.push(container);
        budget.depth(open.size());
        return replaced;
    }

    /** True if it took the place of an earlier value of the same name. */
    boolean add(@Nullable String name, JsonNode value) {
        ContainerNode<?> parent = open.peek();
        if (parent == null) {
            root = value;
            return false;
        }
        if (parent instanceof ObjectNode object) {
            return object.replace(String.valueOf(name), value) != null;
        }
        ((ArrayNode) parent).add(value);
        return false;
    }

    boolean close() {
        open.pop();
        return false;
    }

    @Nullable
    ContainerNode<?> current() {
        return open.peek();
    }

    boolean complete() {
        return root != null && open.isEmpty();
    }

    @Nullable
    JsonNode root() {
        return root;
    }
}
