package dev.ferrule.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Alternatives that are taken in the plan itself, beside what is said about it. */
class SwapTest extends ChatSystems {

    private JsonNode say(String chatId, String text) {
        return send(chatId, "plan", text).expect(200).json();
    }

    @Test
    void anAlternativeThatIsSwappedInStaysThroughLaterMessagesUntilAnotherIsNamed() {
        String id = chat();
        JsonNode plan = say(id, PAID_ORDERS).at("/plan");
        JsonNode met = each(plan.at("/coverage")).stream()
                .filter(one -> one.at("/clause").asString().contains("Parley"))
                .findFirst()
                .orElseThrow();
        JsonNode other = each(met.at("/alternatives")).stream()
                .filter(one -> !endpoints(plan).contains(named(one)))
                .findFirst()
                .orElseThrow();
        String swap = "/api/v1/plans/" + plan.at("/id").asString() + "/swap";
        ObjectNode wanted = ((ObjectNode) other.deepCopy()).set("clause", met.at("/clause"));
        JsonNode swapped = post(swap, wanted.toString()).expect(200).json();

        assertThat(swapped.at("/id")).isEqualTo(plan.at("/id"));
        assertThat(endpoints(swapped)).contains(named(other));
        JsonNode now = each(swapped.at("/coverage")).stream()
                .filter(one -> one.at("/clause").equals(met.at("/clause")))
                .findFirst()
                .orElseThrow();
        assertThat(each(now.at("/alternatives")))
                .as("what it was before can be gone back to")
                .anySatisfy(one -> assertThat(endpoints(plan)).contains(named(one)))
                .doesNotContain(other);
        assertThat(endpoints(say(id, "Also list the contacts in Haloform").at("/plan")))
                .contains(named(other));
        JsonNode named = say(id, "use POST /direct-messages instead").at("/plan");
        assertThat(endpoints(named)).contains("POST /direct-messages").doesNotContain(named(other));
        post(swap, wanted.put("path", "/nowhere").toString()).expectProblem(400, "option-not-offered");
        post(swap, wanted.put("clause", "nothing").toString()).expectProblem(400, "clause-not-found");
        post(swap, "{}").expectProblem(400, "invalid-request");
    }

    private static String named(JsonNode operation) {
        return operation.at("/method").asString() + " " + operation.at("/path").asString();
    }
}
