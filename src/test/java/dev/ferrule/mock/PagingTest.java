package dev.ferrule.mock;

import static dev.ferrule.mock.SampleTargets.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.contract.Schemas;
import dev.ferrule.egress.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PagingTest {

    private static final String ITEMS = "{'type':'array','items':{'type':'object','required':['id'],"
            + "'properties':{'id':{'type':'integer'},'name':{'type':'string'}}}}";

    private final MockSessions sessions = new MockSessions();
    private final Mock mock = new Mock(sessions, new Schemas(), millis -> {});

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '^',
            value = {
                "page per_page 'total':INT,'page':INT,'pages':INT /page NUMBER",
                "page pageSize 'next_page':TEXT /next_page LINK",
                "offset limit 'paging':{'type':'object','properties':{'total':INT,'offset':INT}} /paging/offset OFFSET",
                "cursor limit 'next_cursor':TEXT /next_cursor CURSOR",
                "cursor limit 'meta':{'type':'object','properties':{'next':TEXT,'has_more':BOOL}} /meta/next CURSOR",
                "after limit 'paging':{'type':'object','properties':{'next':{'type':'object','properties':"
                        + "{'after':TEXT}}}} /paging/next/after CURSOR",
                "starting_after limit 'has_more':BOOL /has_more AFTER",
            })
    void hasThreePagesOfStableContentAndAnEnd(String from, String size, String envelope, String pointer, String how) {
        Target target = listing(from, size, envelope);
        List<String> seen = new ArrayList<>();
        String next = "";
        int pages = 0;
        while (next != null && pages < 9) {
            Answer answer = mock.answer("org", null, target, call("GET", "/t?" + size + "=4" + next));
            assertThat(answer.status()).isEqualTo(200);
            JsonNode page = JsonMapper.shared().readTree(answer.body());
            page.at("/data").forEach(item -> seen.add(item.at("/id").asString()));
            assertThat(page.at("/total").asInt(10)).isEqualTo(10);
            assertThat(page.at("/pages").asInt(3)).isEqualTo(3);
            pages++;
            JsonNode said = page.at(pointer);
            boolean ends =
                    said.isMissingNode() || said.isNull() || said.asString("").isEmpty() && !said.isNumber();
            next = switch (how) {
                case "NUMBER" -> said.asInt() < page.at("/pages").asInt() ? "&page=" + (said.asInt() + 1) : null;
                case "OFFSET" ->
                    said.asInt() + 4 < page.at("/paging/total").asInt() ? "&offset=" + (said.asInt() + 4) : null;
                case "AFTER" -> said.asBoolean() ? "&starting_after=" + seen.get(seen.size() - 1) : null;
                case "LINK" -> ends ? null : "&" + said.asString().replaceAll(".*[?&](page=\\d+).*", "$1");
                default -> ends ? null : "&" + from + "=" + said.asString();
            };
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void linksBareListsByHeader() {
        Target target = SampleTargets.of("{'/t':{'get':{'parameters':[" + parameter("page", "integer")
                + "],'responses':{'200':{'description':'','content':{'application/json':{'schema':" + ITEMS
                + "}}}}}}}");
        Answer first = mock.answer("org", null, target, call("GET", "/t"));
        assertThat(first.header("Link")).isEqualTo("<https://mock.example/v1/t?page=2>; rel=\"next\"");
        assertThat(mock.answer("org", null, target, call("GET", "/t?page=3")).header("Link"))
                .isNull();
        assertThat(mock.answer("org", null, target, call("GET", "/t?page=9")).text())
                .isEqualTo("[]");
    }

    @Test
    void showsWhatWasMadeInTheSessionOnTheFirstPage() {
        String session = sessions.begin("org", null, null).id();
        Target crm = SampleTargets.target(SampleTargets.contracts(Path.of("sample-specs/haloform-crm.yaml")));
        mock.answer("org", session, crm, SampleTargets.json("POST", "/contacts", "{'email':'ada@example.com'}"));
        Answer first = mock.answer("org", session, crm, call("GET", "/contacts?limit=2"));
        JsonNode page = JsonMapper.shared().readTree(first.body());
        assertThat(page.at("/results")).hasSize(2);
        assertThat(page.at("/results/0/email").asString()).isEqualTo("ada@example.com");
        String cursor = page.at("/next_cursor").asString();
        assertThat(mock.answer("org", session, crm, call("GET", "/contacts?limit=2&cursor=" + cursor))
                        .text())
                .doesNotContain("ada@example.com");
    }

    private static Target listing(String from, String size, String envelope) {
        boolean text = from.equals("cursor") || from.endsWith("after");
        String fields = envelope.replace("INT", "{'type':'integer'}")
                .replace("TEXT", "{'type':['string','null']}")
                .replace("BOOL", "{'type':'boolean'}");
        return SampleTargets.of("{'/t':{'get':{'parameters':[" + parameter(from, text ? "string" : "integer") + ","
                + parameter(size, "integer") + "],'responses':{'200':{'description':'','content':"
                + "{'application/json':{'schema':{'type':'object','properties':{'data':" + ITEMS + "," + fields
                + "}}}}}}}}}");
    }

    private static String parameter(String name, String type) {
        return "{'name':'" + name + "','in':'query','schema':{'type':'" + type + "'}}";
    }
}
