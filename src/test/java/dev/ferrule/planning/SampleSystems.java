package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The running application with the sample systems in it, and what plan tests ask of it. */
abstract class SampleSystems extends RunningFerrule {

    static final String PLANS = "/api/v1/plans";

    static final String PAID_ORDERS =
            "When an order is paid in Northcart, create an invoice in Ledgerly and tell the team in Parley.";

    Reply plan(String requirement) {
        return post(PLANS, "{\"requirement\":" + quoted(requirement) + "}");
    }

    /** @param more members of the request, such as {@code "mode":"recall"} */
    Reply plan(String requirement, String more) {
        return post(PLANS, "{\"requirement\":" + quoted(requirement) + "," + more + "}");
    }

    String specId(String title) {
        Reply specs = get("/api/v1/specs?q=" + title).expect(200);
        assertThat(specs.json().at("/items").size())
                .as("specs called %s", title)
                .isPositive();
        return specs.at("/items/0/id");
    }

    String integration(String name) {
        return post("/api/v1/integrations", "{\"name\":" + quoted(name) + "}")
                .expect(201)
                .at("/id");
    }

    static String quoted(String text) {
        return tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(text);
    }

    static List<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static List<String> texts(JsonNode array, String field) {
        return each(array).stream().map(node -> node.at(field).asString()).toList();
    }

    static List<String> endpoints(JsonNode plan) {
        return each(plan.at("/systems")).stream()
                .flatMap(system -> each(system.at("/endpoints")).stream())
                .map(one -> one.at("/method").asString() + " " + one.at("/path").asString())
                .toList();
    }
}
