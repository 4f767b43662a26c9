package dev.ferrule.planning;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a language model answers when it words lines anew; see {@code prompts/requery.md}. */
record RequeryAnswer(List<Wording> lines) {

    RequeryAnswer {
        lines = Given.list(lines, 30);
    }

    /** One line as the system would say it. */
    record Wording(JsonNode line, String operation, String keywords) {

        Wording {
            line = Given.node(line);
            operation = Given.text(operation);
            keywords = Given.text(keywords);
        }
    }
}
