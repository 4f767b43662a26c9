package dev.ferrule.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What later messages make of a plan, by the rules. */
class RefinementTest extends ChatSystems {

    private JsonNode say(String chatId, String text) {
        return send(chatId, "plan", text).expect(200).json();
    }

    @Test
    void moreIsAddedToWhatWasWanted() {
        String id = chat();
        JsonNode first = say(id, "When an order is paid in Northcart, create an invoice in Ledgerly.")
                .at("/plan");
        assertThat(systems(first)).noneMatch(name -> name.contains("Parley"));
        JsonNode more = say(id, "Also post a message to a room in Parley").at("/plan");

        assertThat(systems(more)).anyMatch(name -> name.contains("Parley"));
        assertThat(endpoints(more)).contains("POST /v3/invoices");
        assertThat(more.at("/requirement").asString()).contains("create an invoice in Ledgerly", "Also post a message");
    }

    @Test
    void anOperationIsTakenOutAndStaysOut() {
        String integration = integration();
        String id = chat(integration);
        JsonNode first = say(id, PAID_ORDERS).at("/plan");
        assertThat(endpoints(first)).contains("POST /v3/invoices");
        JsonNode without = say(id, "remove POST /v3/invoices").at("/plan");

        assertThat(endpoints(without)).doesNotContain("POST /v3/invoices");
        assertThat(steps(without)).doesNotContain("POST /v3/invoices");
        assertThat(endpoints(say(id, "Also list the rooms in Parley").at("/plan")))
                .doesNotContain("POST /v3/invoices");
        JsonNode rows = get("/api/v1/integrations/" + integration + "/connect")
                .expect(200)
                .json();
        assertThat(rows.findValuesAsString("path")).doesNotContain("/v3/invoices");
    }

    private static List<String> steps(JsonNode plan) {
        return each(plan.at("/workflows/0/steps")).stream()
                .map(one -> one.at("/method").asString() + " " + one.at("/path").asString())
                .toList();
    }

    @Test
    void theOtherOneTakesTheNextAlternativeOfWhatWasSpokenOf() {
        String id = chat();
        JsonNode first = say(id, PAID_ORDERS).at("/plan");
        JsonNode clause = each(first.at("/coverage")).stream()
                .filter(met -> met.at("/status").asString().equals("ambiguous"))
                .findFirst()
                .orElseThrow();
        String expected = each(clause.at("/alternatives")).stream()
                .map(one -> one.at("/method").asString() + " " + one.at("/path").asString())
                .filter(one -> !endpoints(first).contains(one))
                .findFirst()
                .orElseThrow();
        JsonNode second = say(id, "the other one").at("/plan");

        assertThat(endpoints(second)).contains(expected);
        assertThat(endpoints(say(id, "nicht das, das andere").at("/plan"))).doesNotContain(expected);
    }

    @Test
    void anOperationThatIsNamedIsTaken() {
        String id = chat();
        say(id, PAID_ORDERS);
        JsonNode named = say(id, "use POST /direct-messages instead").at("/plan");

        assertThat(endpoints(named)).contains("POST /direct-messages").doesNotContain("POST /broadcasts");
        Reply none = send(id, "plan", "use POST /nowhere instead").expect(200);
        assertThat(none.at("/message/text")).contains("No system of the plan has an operation POST /nowhere");
        assertThat(endpoints(none.json().at("/plan"))).isEqualTo(endpoints(named));
    }

    @Test
    void whatYieldsTheIdsOfAnOperationComesAndGoesWithIt() {
        String id = chat();
        JsonNode before = say(id, "When an order is paid in Northcart, send a broadcast in Parley")
                .at("/plan");
        assertThat(endpoints(before)).contains("POST /broadcasts").doesNotContain("GET /rooms/{room_id}/messages");
        String pin = "POST /rooms/{room_id}/messages/{message_id}/pin";
        JsonNode pinned = say(id, "use " + pin + " instead of POST /broadcasts").at("/plan");

        assertThat(steps(pinned)).containsSubsequence("GET /rooms", "GET /rooms/{room_id}/messages", pin);
        JsonNode rooms = each(pinned.at("/systems")).stream()
                .flatMap(system -> each(system.at("/endpoints")).stream())
                .filter(one -> one.at("/path").asString().equals("/rooms/{room_id}/messages"))
                .findFirst()
                .orElseThrow();
        assertThat(rooms.at("/role").asString()).isEqualTo("prerequisite");
        assertThat(rooms.at("/evidence/1/quote").asString()).isEqualTo(pin + " takes message_id");
        assertThat(texts(pinned.at("/workflows/0/mappings"), "/to")).anyMatch(to -> to.endsWith(pin + " → room_id"));

        JsonNode excluded = say(id, "remove GET /rooms").at("/plan");
        assertThat(endpoints(excluded)).contains(pin).doesNotContain("GET /rooms");
        JsonNode after = say(id, "use POST /broadcasts instead").at("/plan");
        assertThat(endpoints(after))
                .contains("POST /broadcasts")
                .doesNotContain(pin, "GET /rooms", "GET /rooms/{room_id}/messages");
    }

    @Test
    void anotherSystemStandsInForOneThatIsNamed() {
        String integration = integration();
        String id = chat(integration);
        say(id, "When an order is paid in Northcart, tell the customer in Parley");
        JsonNode other = say(id, "use Pingwren instead of Parley");

        assertThat(systems(other.at("/plan")))
                .anyMatch(name -> name.contains("Pingwren"))
                .noneMatch(name -> name.contains("Parley"));
        assertThat(other.at("/plan/requirement").asString())
                .contains("Pingwren")
                .doesNotContain("Parley");
        JsonNode rows = get("/api/v1/integrations/" + integration + "/connect")
                .expect(200)
                .json()
                .at("/templates");
        assertThat(texts(rows, "/connector/name")).noneMatch(name -> name.contains("Parley"));
        JsonNode german = say(id, "Nimm lieber Letterbarn statt Pingwren");
        assertThat(systems(german.at("/plan"))).anyMatch(name -> name.contains("Letterbarn"));
        assertThat(say(id, "use Slackish instead").at("/message/text").asString())
                .contains("No spec in the catalogue");
    }

    @Test
    void aChoiceOfASystemThatIsReplacedDoesNotBringItBack() {
        String id = chat();
        say(id, PAID_ORDERS);
        say(id, "use POST /direct-messages instead");
        JsonNode other = say(id, "use Pingwren instead of Parley").at("/plan");

        assertThat(systems(other)).hasSize(3).noneMatch(name -> name.contains("Parley"));
    }

    @Test
    void takingAChangeBackKeepsWhereASystemRuns() {
        String id = chat();
        say(id, PAID_ORDERS);
        JsonNode changed = say(id, "use POST /direct-messages instead").at("/plan");
        String question = each(changed.at("/questions")).stream()
                .filter(one -> one.at("/text").asString().contains("'store'"))
                .map(one -> one.at("/id").asString())
                .findFirst()
                .orElseThrow();
        say(id, question + ": acme");

        assertThat(texts(say(id, "never mind").at("/plan/systems"), "/baseUrl"))
                .anyMatch(url -> url.startsWith("https://acme."));
    }

    @Test
    void aSystemIsTakenOutWithWhatWasAskedOfIt() {
        String id = chat();
        say(id, PAID_ORDERS);
        JsonNode without = say(id, "without Parley").at("/plan");

        assertThat(systems(without)).hasSize(2).noneMatch(name -> name.contains("Parley"));
        assertThat(without.at("/requirement").asString())
                .isEqualTo("When an order is paid in Northcart, create an invoice in Ledgerly.");
    }

    @Test
    void anotherVersionOfTheSameApiIsTaken() {
        String v1 = spec("1.4.0", "/v1");
        String v2 = spec("2.0.0", "/v2");
        String id = chat();
        JsonNode first = send(id, "plan", "Add a bean to the Quernhill store", "\"specIds\":[\"" + v1 + "\"]")
                .expect(200)
                .json();
        assertThat(texts(first.at("/plan/systems"), "/specId")).containsExactly(v1);
        JsonNode second = say(id, "use the v2 API");

        assertThat(texts(second.at("/plan/systems"), "/specId")).containsExactly(v2);
        assertThat(endpoints(second.at("/plan"))).contains("POST /v2/beans");
    }

    private String spec(String version, String base) {
        String text = "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"Quernhill Beans API\",\"version\":\"" + version
                + "\"},\"servers\":[{\"url\":\"https://api.quernhill.example\"}],\"paths\":{\"" + base
                + "/beans\":{\"post\":{\"operationId\":\"addBean\",\"summary\":\"Add a bean to the store\",\"responses\":{\"201\":{\"description\":\"made\"}}},"
                + "\"get\":{\"operationId\":\"listBeans\",\"summary\":\"List beans\",\"responses\":{\"200\":{\"description\":\"all\"}}}}}}";
        return post("/api/v1/specs", text).at("/id");
    }

    @Test
    void aChangeIsTakenBack() {
        String id = chat();
        JsonNode first = say(id, PAID_ORDERS).at("/plan");
        say(id, "use POST /direct-messages instead");
        JsonNode back = say(id, "never mind").at("/plan");

        assertThat(endpoints(back)).isEqualTo(endpoints(first));
        assertThat(say(id, "undo").at("/message/text").asString()).contains("nothing to take back");
    }

    @Test
    void answersOutliveChangesOfThePlan() {
        String id = chat();
        JsonNode plan = say(id, PAID_ORDERS).at("/plan");
        JsonNode question = each(plan.at("/questions")).stream()
                .filter(one -> one.at("/text").asString().contains("'store'"))
                .findFirst()
                .orElseThrow();
        say(id, question.at("/id").asString() + ": acme");
        JsonNode later = say(id, "Also list the users in Parley").at("/plan");

        assertThat(later.at("/id")).isNotEqualTo(plan.at("/id"));
        assertThat(texts(later.at("/systems"), "/baseUrl")).anyMatch(url -> url.startsWith("https://acme."));
    }

    @Test
    void aQuestionInPlanModeIsAnsweredAndChangesNothing() {
        String id = chat();
        JsonNode plan = say(id, PAID_ORDERS).at("/plan");
        JsonNode answer = say(id, "Why did you take POST /v3/invoices?");

        assertThat(answer.at("/plan")).isEqualTo(plan);
        assertThat(answer.at("/message/text").asString()).contains("create an invoice in Ledgerly");
    }

    @Test
    void mentionsBindThePlanToWhatTheyName() {
        String id = chat();
        JsonNode plan = say(id, "Post a message to a room with @Parley, not by mail to team@northcart.example")
                .at("/plan");
        assertThat(systems(plan)).hasSize(1).allMatch(name -> name.contains("Parley"));
        JsonNode more = say(id, "And text the customer with @\"Pingwren SMS API\" and @Nobody")
                .at("/plan");
        assertThat(systems(more)).anyMatch(name -> name.contains("Pingwren"));
        JsonNode byId =
                say(chat(), "Create an invoice with @" + specId("Ledgerly")).at("/plan");
        assertThat(texts(byId.at("/systems"), "/specId")).containsExactly(specId("Ledgerly"));
    }

    @Test
    void aLongChatKeepsItsDecisionsAndAllItsMessages() {
        String id = chat();
        say(id, PAID_ORDERS);
        say(id, "remove POST /v3/invoices");
        for (int i = 0; i < 35; i++) {
            send(id, "ask", "Which questions are open? " + i).expect(200);
        }
        JsonNode messages = get("/api/v1/chats/" + id).expect(200).json().at("/messages");
        assertThat(each(messages)).hasSize(74);
        assertThat(texts(messages, "/text")).contains("remove POST /v3/invoices", "Which questions are open? 34");
        assertThat(endpoints(say(id, "Also list the rooms in Parley").at("/plan")))
                .isNotEmpty()
                .doesNotContain("POST /v3/invoices");
    }
}
