package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ferrule.problem.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;

/**
 * Builds the tree of a YAML document from its events: no object of any type is ever constructed, tags decide nothing but
 * whether a word is a text, and an alias shares the nodes of its anchor. What a reader of the tree would see through
 * aliases counts against the budget, so "billion laughs" ends where it would begin to hurt.
 */
final class YamlTree {

    private static final String MERGE = "<<";

    private final Limits limits;
    private final Budget budget;
    private final Warnings warnings;
    private final TextPool texts;
    private final TreeBuilder tree;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Deque<Level> levels = new ArrayDeque<>();

    YamlTree(Limits limits, Budget budget, Warnings warnings) {
        this.limits = limits;
        this.budget = budget;
        this.warnings = warnings;
        this.texts = new TextPool(budget);
        this.tree = new TreeBuilder(budget);
    }

    JsonNode read(SourceText text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(limits.bytes());
        options.setProcessComments(false);
        try {
            ParserImpl parser = new ParserImpl(new YamlText(text.whole()), options);
            boolean ended = false;
            for (Event event = parser.getEvent();
                    event != null && !event.is(Event.ID.StreamEnd);
                    event = parser.getEvent()) {
                if (ended && event.is(Event.ID.DocumentStart)) {
                    throw broken(event.getStartMark(), "a second document begins");
                }
                ended |= event.is(Event.ID.DocumentEnd);
                handle(event);
            }
        } catch (MarkedYAMLException e) {
            throw broken(e.getProblemMark(), "something unexpected stands");
        } catch (YAMLException e) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "spec-broken",
                    "The document is not valid YAML: it holds a character that YAML does not allow.");
        }
        JsonNode root = tree.root();
        return root == null ? NullNode.instance : root;
    }

    private void handle(Event event) {
        switch (event.getEventId()) {
            case MappingStart -> open((NodeEvent) event, JsonNodeFactory.instance.objectNode());
            case SequenceStart -> open((NodeEvent) event, JsonNodeFactory.instance.arrayNode());
            case MappingEnd, SequenceEnd -> close();
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> alias((AliasEvent) event);
            default -> {}
        }
    }

    private void open(NodeEvent event, ContainerNode<?> container) {
        Anchored anchored = new Anchored(container, budget.nodes(), budget.characters());
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), anchored);
        }
        String name = name(event);
        warnIfReplaced(tree.open(name, container), name, event);
        levels.push(new Level(container.isObject(), anchored));
    }

    private void close() {
        Level level = levels.pop();
        level.anchored.close(budget);
        if (tree.current() instanceof ObjectNode object && object.has(MERGE)) {
            merge(object);
        }
        tree.close();
    }

    private void scalar(ScalarEvent event) {
        Level level = levels.peek();
        String value = event.getValue();
        if (level != null && level.mapping && level.key == null) {
            budget.value(value.length(), false);
            level.key = value;
            if (event.getAnchor() != null) {
                anchors.put(event.getAnchor(), Anchored.scalar(texts.node(value)));
            }
            return;
        }
        JsonNode node = event.isPlain() && event.getTag() == null ? YamlScalars.resolved(value) : null;
        if (node == null) {
            node = texts.node(value);
        } else {
            budget.value(0, false);
        }
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), Anchored.scalar(node));
        }
        add(event, node);
    }

    private void alias(AliasEvent event) {
        Anchored anchored = anchors.get(event.getAnchor());
        if (anchored == null) {
            throw broken(event.getStartMark(), "an alias without its anchor stands");
        }
        if (!anchored.closed) {
            throw broken(event.getStartMark(), "an alias inside its own anchor stands");
        }
        budget.value(0, true);
        budget.repeat(anchored.nodes, anchored.characters);
        Level level = levels.peek();
        if (level != null && level.mapping && level.key == null && anchored.node.isValueNode()) {
            level.key = anchored.node.asText();
            return;
        }
        add(event, anchored.node);
    }

    private void add(NodeEvent event, JsonNode node) {
        String name = name(event);
        warnIfReplaced(tree.add(name, node), name, event);
    }

    /** The name that was read before this value; null in a list. */
    private @Nullable String name(NodeEvent event) {
        Level level = levels.peek();
        if (level == null || !level.mapping) {
            return null;
        }
        String key = level.key;
        if (key == null) {
            throw broken(event.getStartMark(), "a key that is no text stands");
        }
        level.key = null;
        return key;
    }

    private void merge(ObjectNode object) {
        JsonNode merged = object.remove(MERGE);
        if (merged.isObject()) {
            mergeFrom(object, merged);
        } else if (merged.isArray()) {
            merged.forEach(item -> mergeFrom(object, item));
        } else {
            object.set(MERGE, merged); // somebody's own key of that name
        }
    }

    private void mergeFrom(ObjectNode object, JsonNode merged) {
        merged.fields().forEachRemaining(field -> {
            budget.value(0, true);
            object.putIfAbsent(field.getKey(), field.getValue());
        });
    }

    private void warnIfReplaced(boolean replaced, @Nullable String name, Event event) {
        if (replaced) {
            warnings.add(
                    "duplicate-key",
                    "The key '" + Texts.shortened(String.valueOf(name), 80)
                            + "' stands twice in one object (again at line "
                            + (event.getStartMark().getLine() + 1) + "); the last one counts.",
                    "");
        }
    }

    private static Problem broken(@Nullable Mark mark, String what) {
        return mark == null
                ? SpecProblems.broken("YAML", 0, 0, what)
                : SpecProblems.broken("YAML", mark.getLine() + 1L, mark.getColumn() + 1L, what);
    }

    /** Where we are: in a list, or in a mapping with or without a name that waits for its value. */
    private static final class Level {
        final boolean mapping;
        final Anchored anchored;

        @Nullable
        String key;

        Level(boolean mapping, Anchored anchored) {
            this.mapping = mapping;
            this.anchored = anchored;
        }
    }

    /** A node with what it costs to walk it, which is known once it is closed. */
    private static final class Anchored {
        final JsonNode node;
        long nodes;
        long characters;
        boolean closed;

        Anchored(JsonNode node, long nodesBefore, long charactersBefore) {
            this.node = node;
            this.nodes = nodesBefore;
            this.characters = charactersBefore;
        }

        static Anchored scalar(JsonNode node) {
            Anchored anchored =
                    new Anchored(node, 1, node.isTextual() ? node.textValue().length() : 1);
            anchored.closed = true;
            return anchored;
        }

        void close(Budget budget) {
            nodes = budget.nodes() - nodes;
            characters = budget.characters() - characters;
            closed = true;
        }
    }
}
