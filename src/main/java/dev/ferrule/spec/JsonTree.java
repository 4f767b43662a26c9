package dev.ferrule.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ferrule.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** Builds the tree of a JSON document token by token, so that every limit holds before the memory is taken. */
final class JsonTree {

    private final Budget budget;
    private final Warnings warnings;
    private final JsonFactory factory;
    private final TextPool texts;

    JsonTree(Limits limits, Budget budget, Warnings warnings) {
        this.budget = budget;
        this.texts = new TextPool(budget);
        this.warnings = warnings;
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth() + 10) // ours speaks first
                        .maxStringLength(limits.textLength())
                        .maxNumberLength(400)
                        .maxNameLength(20_000)
                        .build())
                // Hostile names would stay in the JVM's own table for ever.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build();
    }

    JsonNode read(SourceText text) {
        try (JsonParser parser = factory.createParser(text.bytes(), text.offset(), text.length())) {
            JsonNode root = build(parser);
            if (parser.nextToken() != null) {
                JsonLocation place = parser.currentTokenLocation();
                throw SpecProblems.broken(
                        "JSON", place.getLineNr(), place.getColumnNr(), "there is more after its end");
            }
            return root;
        } catch (StreamConstraintsException e) {
            throw SpecProblems.tooLarge("a name, number or text in it is longer than any API description needs");
        } catch (JsonEOFException e) {
            throw broken(e, "the document ends too early");
        } catch (JsonProcessingException e) {
            throw broken(e, "something unexpected stands");
        } catch (IllegalStateException e) {
            throw SpecProblems.tooLarge("its names are made to collide");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the bytes are in memory
        }
    }

    private static Problem broken(JsonProcessingException e, String what) {
        JsonLocation place = e.getLocation();
        return SpecProblems.broken(
                "JSON",
                place == null ? 0 : place.getLineNr(),
                place == null ? 0 : Math.max(1, place.getColumnNr()),
                what);
    }

    private JsonNode build(JsonParser parser) throws IOException {
        TreeBuilder tree = new TreeBuilder(budget);
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            String name = parser.currentName();
            boolean replaced = switch (token) {
                case FIELD_NAME -> false;
                case START_OBJECT -> tree.open(name, JsonNodeFactory.instance.objectNode());
                case START_ARRAY -> tree.open(name, JsonNodeFactory.instance.arrayNode());
                case END_OBJECT, END_ARRAY -> tree.close();
                default -> tree.add(name, scalar(parser, token));
            };
            if (replaced) {
                duplicate(parser);
            }
            if (tree.root() != null && tree.complete()) {
                return tree.root();
            }
        }
        JsonLocation place = parser.currentLocation();
        throw SpecProblems.broken("JSON", place.getLineNr(), place.getColumnNr(), "the document ends too early");
    }

    private JsonNode scalar(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> texts.node(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> {
                budget.value(0, true);
                yield JsonNodeFactory.instance.booleanNode(token == JsonToken.VALUE_TRUE);
            }
            case VALUE_NUMBER_INT -> {
                budget.value(0, false);
                yield switch (parser.getNumberType()) {
                    case INT -> JsonNodeFactory.instance.numberNode(parser.getIntValue());
                    case LONG -> JsonNodeFactory.instance.numberNode(parser.getLongValue());
                    default -> JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue());
                };
            }
            case VALUE_NUMBER_FLOAT -> {
                budget.value(0, false);
                yield decimal(parser.getText());
            }
            default -> {
                budget.value(0, true);
                yield NullNode.instance;
            }
        };
    }

    /** As written: "version": 1.10 is the tenth minor version, not the first. */
    static JsonNode decimal(String written) {
        try {
            return DecimalNode.valueOf(new BigDecimal(written));
        } catch (ArithmeticException | NumberFormatException e) {
            return TextNode.valueOf(written); // an exponent of more than nine digits
        }
    }

    private void duplicate(JsonParser parser) {
        JsonLocation place = parser.currentTokenLocation();
        warnings.add(
                "duplicate-key",
                "The key '"
                        + Texts.shortened(
                                String.valueOf(parser.getParsingContext().getCurrentName()), 80)
                        + "' stands twice in one object (again at line " + place.getLineNr()
                        + "); the last one counts.",
                "#" + parser.getParsingContext().pathAsPointer());
    }
}
