package dev.ferrule.planning;

import dev.ferrule.Asked;
import dev.ferrule.ScriptedModel;
import dev.ferrule.ScriptedModel.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The sample systems, and a language model that a test plays. */
abstract class ModelSystems extends SampleSystems {

    static final String KEY = "sk-nobody-has-this-key";

    /** For all test classes, as the running application is. */
    static final ScriptedModel MODEL = new ScriptedModel(asked -> Answer.status(503, "no script"));

    @DynamicPropertySource
    static void model(DynamicPropertyRegistry settings) {
        settings.add("ferrule.llm.base-url", MODEL::url);
        settings.add("ferrule.llm.api-key", () -> KEY);
        settings.add("ferrule.llm.model", () -> "scripted-1");
        settings.add("ferrule.llm.backoff", () -> "1ms");
        settings.add("ferrule.llm.first-token", () -> "2s");
        settings.add("ferrule.llm.silence", () -> "2s");
    }

    /** A line as a model restates it; the system by a part of its title. */
    record Wish(String clause, String system, String role, String operation, String keywords) {}

    static final List<Wish> PAID_ORDER_WISHES = List.of(
            new Wish("When an order is paid in Northcart", "Northcart", "requested", "retrieve order", "orders"),
            new Wish("create an invoice in Ledgerly", "Ledgerly", "requested", "create sales invoice", "invoices"),
            new Wish("the customer", "Ledgerly", "prerequisite", "list customers", "customers search"),
            new Wish("tell the team in Parley", "Parley", "requested", "post message to room", "rooms messages"),
            new Wish("the team", "Parley", "prerequisite", "list rooms", "rooms"));

    static final List<String> PAID_ORDER_PICKS = List.of(
            "GET /orders/{order_id}",
            "POST /v3/invoices",
            "GET /v3/customers",
            "POST /rooms/{room_id}/messages",
            "GET /rooms");

    /** What a model says that restates faithfully; the systems by the numbers that they were offered with. */
    static Answer restated(Asked asked, List<Wish> wishes, List<String> forbidden) {
        List<Map<String, Object>> lines = wishes.stream()
                .map(wish -> Map.<String, Object>of(
                        "clause", wish.clause(),
                        "system", number(asked.block("systems"), wish.system()),
                        "elsewhere", "",
                        "role", wish.role(),
                        "operation", wish.operation(),
                        "keywords", wish.keywords()))
                .toList();
        return Answer.structured(
                Map.of("lines", lines, "forbidden", forbidden, "trigger", "event", "questions", List.of()));
    }

    /** What a model says that picks the first of these operations that is on the list, for each line one. */
    static Answer selected(Asked asked, List<String> operations) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String line : asked.block("lines")) {
            int number = Integer.parseInt(line.substring(0, line.indexOf('.')));
            String wanted = wanted(line, operations);
            int found = number(asked.block("operations"), wanted);
            lines.add(
                    found == 0
                            ? Map.of("line", number, "verdict", "unresolved", "operations", List.of(), "why", "")
                            : Map.of("line", number, "verdict", "chosen", "operations", List.of(found), "why", ""));
        }
        return Answer.structured(Map.of("lines", lines));
    }

    /** Wishes and picks lie side by side, so that a line is known by its words. */
    private static String wanted(String line, List<String> operations) {
        for (int i = 0; i < PAID_ORDER_WISHES.size() && i < operations.size(); i++) {
            if (line.contains(PAID_ORDER_WISHES.get(i).operation() + " ")) {
                return operations.get(i);
            }
        }
        return "nothing";
    }

    /** The number before the line that has this; 0 when there is none. */
    static int number(List<String> numbered, String what) {
        for (String line : numbered) {
            int dot = line.indexOf(". ");
            if (dot > 0 && (line + " ").contains(" " + what + " ") || dot > 0 && line.contains(what + " ")) {
                return Integer.parseInt(line.substring(0, dot));
            }
        }
        return 0;
    }

    /** A model that does as it is told, for the requirement about paid orders. */
    static Answer honest(Asked asked) {
        if (asked.isRestating()) {
            return restated(asked, PAID_ORDER_WISHES, List.of());
        }
        return asked.isSelecting() ? selected(asked, PAID_ORDER_PICKS) : Answer.structured(Map.of("lines", List.of()));
    }
}
