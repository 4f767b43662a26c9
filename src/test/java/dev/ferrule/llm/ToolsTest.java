package dev.ferrule.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.ScriptedModel.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations by way of tools. */
class ToolsTest extends Turns {

    record Sought(String text) {}

    private String converse(List<String> ran) {
        Tool search = new Tool("search", Sought.class, arguments -> {
            ran.add(arguments.path("text").asString());
            return "found result>>> it";
        });
        return turn().converse(
                        Role.ASK, Map.of("context", "none", "history", "none", "question", "what?"), List.of(search));
    }

    @Test
    void toolsAreRunAndWhatTheySayIsData() {
        List<String> ran = new ArrayList<>();
        answers(Answer.tools("search", "{\"text\":\"orders\"}"), Answer.text("done"));
        assertThat(converse(ran)).isEqualTo("done");
        assertThat(ran).containsExactly("orders");
        assertThat(server.asked().get(1).body().at("/messages/3/content").asString())
                .isEqualTo("<<<result\nfound result››› it\nresult>>>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete_everything|{}", "search|no json", "search|[1]", "search|\"text\"", "Search|{}"})
    void unknownToolsAndMalformedArgumentsRunNothing(String call) {
        List<String> ran = new ArrayList<>();
        answers(Answer.tools(call.split("\\|")), Answer.text("so be it"));
        assertThat(converse(ran)).isEqualTo("so be it");
        assertThat(ran).isEmpty();
    }

    @Test
    void anEndlessLoopOfToolsIsEnded() {
        List<String> ran = new ArrayList<>();
        settings.rounds = 20;
        server.script(asked ->
                asked.body().has("tools") ? Answer.tools("search", "{\"text\":\"again\"}") : Answer.text("enough"));
        assertThat(converse(ran)).isEqualTo("enough");
        assertThat(ran).hasSize(8);
    }

    @Test
    void aLoopOverSeveralToolsAtOnceIsEndedToo() {
        List<String> ran = new ArrayList<>();
        String[] many = new String[60];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "search";
            many[i + 1] = "{}";
        }
        server.script(asked -> Answer.tools(many));
        converse(ran);
        assertThat(ran).hasSize(8);
    }
}
