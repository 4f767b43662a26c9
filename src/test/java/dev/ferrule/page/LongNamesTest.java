package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Names of hundreds of letters without a space, and names that are written from right to left. */
class LongNamesTest extends PageFerrule {

    private static final String LONG = "Schnittstellenvereinbarungsverwaltung".repeat(5);
    private static final String HEBREW = "\u05DE\u05E2\u05E8\u05DB\u05EA \u05D4\u05D6\u05DE\u05E0\u05D5\u05EA (v2)!";

    /** Text from right to left that would turn what stands beside it. Text in pictures is on its own anyway. */
    private static final String TURNING = """
            const found = [];
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
              if (!/[\\u0590-\\u08FF]/.test(walk.currentNode.data)) continue;
              let one = walk.currentNode.parentElement;
              const text = walk.currentNode.data.trim();
              while (getComputedStyle(one).display === 'inline' && getComputedStyle(one).unicodeBidi === 'normal') one = one.parentElement;
              const alone = getComputedStyle(one).unicodeBidi !== 'normal' || one.textContent.trim() === text || one.closest('textarea, svg');
              if (!alone && one.checkVisibility()) found.push(one.outerHTML.slice(0, 300));
            }
            return found;
            """;

    @Test
    void longNamesFitEverywhere() {
        String spec = made("/specs", document(LONG + System.nanoTime()));
        Furnished all = furnish(LONG, "Create an order in @" + spec + " and get the order " + LONG);
        signIn();
        views(all, spec).forEach((view, address) -> {
            List<String> wider = new ArrayList<>();
            openUnfolded(address);
            for (int width : new int[] {1600, 390, 320}) {
                browser().size(width, 1000);
                browser().settled();
                wider.addAll(Axe.wider(browser()));
            }
            browser().size(1600, 1000);
            assertThat(wider).as(view).isEmpty();
        });
    }

    @Test
    void textFromRightToLeftTurnsNothingAround() {
        String spec = made("/specs", document(HEBREW + System.nanoTime()));
        Furnished all = furnish(HEBREW, "Create an order in @" + spec + " " + HEBREW);
        signIn();
        views(all, spec).forEach((view, address) -> {
            openUnfolded(address);
            assertThat((List<?>) browser().run(TURNING)).as(view).isEmpty();
        });
        open(all.addresses().get("plan"));
        browser().type("Message", HEBREW);
        assertThat((String) browser().run("return getComputedStyle(document.querySelector('#message-box')).direction"))
                .isEqualTo("rtl");
    }

    private static Map<String, String> views(Furnished all, String spec) {
        Map<String, String> views = new LinkedHashMap<>(all.addresses());
        views.put("chat", views.get("plan") + "?pane=chat");
        views.put("spec", "/catalogue/specs/" + spec);
        views.put("operation", "/catalogue/specs/" + spec + "?operation=POST%20%2Forders");
        views.put("search", "/catalogue?q=Schnittstellen");
        return views;
    }

    private void openUnfolded(String address) {
        openSettled(address);
        browser().run("document.querySelectorAll('details').forEach(one => one.open = true)");
        browser().settled();
    }

    private static String document(String title) {
        String key = LONG.substring(0, 60);
        Map<String, Object> text = Map.of("type", "string", "description", LONG + " " + HEBREW, "enum", List.of(LONG));
        Map<String, Object> schema = Map.of("type", "object", "properties", Map.of(LONG, text, HEBREW, text));
        Map<String, Object> content = Map.of("application/json", Map.of("schema", schema));
        Map<String, Object> answer = Map.of("200", Map.of("description", LONG, "content", content));
        Map<String, Object> id = Map.of(
                "name", "id", "in", "path", "required", true, "description", LONG, "schema", Map.of("type", "string"));
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "openapi", "3.0.3",
                        "info", Map.of("title", title, "version", "1".repeat(60), "description", LONG + HEBREW),
                        "servers", List.of(Map.of("url", "https://" + "a".repeat(60) + ".example/" + LONG)),
                        "security", List.of(Map.of(key, List.of())),
                        "components",
                                Map.of(
                                        "securitySchemes",
                                        Map.of(key, Map.of("type", "apiKey", "in", "header", "name", "X-" + key))),
                        "paths",
                                Map.of(
                                        "/" + LONG + "/{id}",
                                        Map.of(
                                                "get",
                                                Map.of(
                                                        "operationId",
                                                        LONG,
                                                        "summary",
                                                        "Get the order " + LONG,
                                                        "parameters",
                                                        List.of(id),
                                                        "responses",
                                                        answer)),
                                        "/orders",
                                        Map.of(
                                                "post",
                                                Map.of(
                                                        "summary",
                                                        HEBREW + " create an order",
                                                        "requestBody",
                                                        Map.of("content", content),
                                                        "responses",
                                                        answer)))));
    }
}
