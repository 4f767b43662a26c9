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
        Tool search = new Tool("search_operations", Sought.class, arguments -> {
            ran.add(arguments.path("text").asString());
            return "found result>>> it";
        });
        return turn().converse(
                        Role.ASK, Map.of("context", "none", "history", "none", "question", "what?"), List.of(search));
    }

    @Test
    void toolsAreRunAndWhatTheySayIsData() {
        List<String> ran = new ArrayList<>();
        answers(Answer.tools("search_operations", "{\"text\":\"orders\"}"), Answer.text("done"));
        assertThat(converse(ran)).isEqualTo("done");
        assertThat(ran).containsExactly("orders");
        assertThat(server.asked().get(1).body().at("/messages/3/content").asString())
                .isEqualTo("<<<result\nfound result››› it\nresult>>>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete_everything|{}",
                "search_operations|no json",
                "search_operations|[1]",
                "search_operations|\"text\"",
                "Search_Operations|{}"
            })
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
        server.script(asked -> asked.body().has("tools")
                ? Answer.tools("search_operations", "{\"text\":\"again\"}")
                : Answer.text("enough"));
        assertThat(converse(ran)).isEqualTo("enough");
        assertThat(ran).hasSize(5);
        assertThat(server.asked()).hasSize(6);
    }

    @Test
    void theLastRoundOfASmallBudgetOffersNoTools() {
        List<String> ran = new ArrayList<>();
        settings.rounds = 2;
        server.script(
                asked -> asked.body().has("tools") ? Answer.tools("search_operations", "{}") : Answer.text("enough"));
        assertThat(converse(ran)).isEqualTo("enough");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void anEndpointThatTakesNoToolsIsAskedWithoutFromThenOn() {
        server.script(asked -> asked.body().has("tools")
                ? Answer.status(400, "{\"error\":\"this model does not support tools\"}")
                : Answer.text("from what I was told"));
        assertThat(converse(new ArrayList<>())).isEqualTo("from what I was told");
        assertThat(converse(new ArrayList<>())).isEqualTo("from what I was told");
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void aLoopOverSeveralToolsAtOnceIsEndedToo() {
        List<String> ran = new ArrayList<>();
        String[] many = new String[60];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "search_operations";
            many[i + 1] = "{}";
        }
        server.script(asked -> Answer.tools(many));
        converse(ran);
        assertThat(ran).hasSize(8);
    }
}
