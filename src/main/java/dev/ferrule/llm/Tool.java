package dev.ferrule.llm;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Something that the model may have done in a conversation. What it is for stands in the prompt of the role that uses it,
 * as the part {@code ---- tool NAME ----}.
 *
 * @param arguments a record that gives their names and kinds
 * @param run gets them as an object, unchecked beyond that; what it answers is shown to the model as data. A
 *     {@code Problem} is told to the model
 */
public record Tool(String name, Class<? extends Record> arguments, Function<JsonNode, String> run) {}
