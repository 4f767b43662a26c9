package dev.ferrule;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;

/** One question to a {@link ScriptedModel}: the whole request as it came. */
public record Asked(String raw, JsonNode body, String authorization, String upgrade, CountDownLatch gone) {

    /** The last message of the user. */
    public String user() {
        String last = "";
        for (JsonNode message : body.path("messages")) {
            if (message.path("role").asString().equals("user")) {
                last = message.path("content").asString();
            }
        }
        return last;
    }

    public String system() {
        return body.at("/messages/0/content").asString();
    }

    public int messages() {
        return body.path("messages").size();
    }

    /** The lines of a block of data in the whole conversation, the last one of that name. */
    public List<String> block(String name) {
        String text = "";
        for (JsonNode message : body.path("messages")) {
            text += message.path("content").asString() + "\n";
        }
        int begin = text.lastIndexOf("<<<" + name + "\n");
        int end = text.indexOf("\n" + name + ">>>", Math.max(0, begin));
        return begin < 0 || end < 0
                ? List.of()
                : text.substring(begin + name.length() + 4, end).lines().toList();
    }

    public boolean isRestating() {
        return system().startsWith("You prepare");
    }

    public boolean isSelecting() {
        return system().startsWith("You pick");
    }

    public boolean isAskedAgain() {
        return system().startsWith("A search");
    }

    public boolean isRepair() {
        return user().startsWith("Your answer cannot be used");
    }
}
