package dev.ferrule.llm;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An answer in one piece, from an endpoint that does not heed {@code "stream": true}, as a stream of that one piece. */
final class Whole {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Whole() {}

    static InputStream asStream(byte[] answer) {
        String events = "";
        try {
            if (JSON.readTree(answer) instanceof ObjectNode root) {
                for (JsonNode choice : root.path("choices")) {
                    if (choice instanceof ObjectNode one && one.get("message") instanceof ObjectNode message) {
                        int index = 0;
                        for (JsonNode call : message.path("tool_calls")) {
                            ((ObjectNode) call).put("index", index++);
                        }
                        one.set("delta", message);
                    }
                }
                events = "data: " + JSON.writeValueAsString(root) + "\n\ndata: [DONE]\n\n";
            }
        } catch (JacksonException | ClassCastException e) {
            // No answer that makes sense is the same as none.
        }
        return new ByteArrayInputStream(events.getBytes(StandardCharsets.UTF_8));
    }
}
