package dev.ferrule.spec;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;

/** Texts such as "string" or a much used reference stand in a document thousands of times; here they are kept once. */
final class TextPool {

    private static final int SHARED_LENGTH = 80;
    private static final int SHARED_TEXTS = 100_000;

    private final Budget budget;
    private final Map<String, TextNode> shared = new HashMap<>();

    TextPool(Budget budget) {
        this.budget = budget;
    }

    TextNode node(String text) {
        if (text.length() > SHARED_LENGTH) {
            budget.value(text.length(), false);
            return TextNode.valueOf(text);
        }
        TextNode known = shared.get(text);
        budget.value(text.length(), known != null);
        if (known == null) {
            known = TextNode.valueOf(text);
            if (shared.size() < SHARED_TEXTS) {
                shared.put(text, known);
            }
        }
        return known;
    }
}
