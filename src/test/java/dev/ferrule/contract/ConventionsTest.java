package dev.ferrule.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.contract.Conventions.Pagination;
import dev.ferrule.contract.Conventions.Paging;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.ContractReader;
import dev.ferrule.spec.SpecReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What many systems do alike is seen in their specs and answers, and leads from page to page and nowhere else. */
class ConventionsTest {

    private static final URI CALLED = URI.create("https://api.example/v1/things");

    /** An operation with these query parameters, and an answer with these fields. */
    private static Contract list(String parameters, String fields, String headers) {
        return contract("{'get':{'parameters':[" + parameters + "],'responses':{'200':{'description':'ok','headers':{"
                + headers + "},'content':{'application/json':{'schema':{'type':'object','properties':{" + fields
                + "}}}}}}}}");
    }

    private static Contract contract(String path) {
        String document = "{'openapi':'3.1.0','info':{'title':'T','version':'1'},'paths':{'/things':" + path + "}}";
        String method = path.startsWith("{'post'") ? "POST" : "GET";
        return new ContractReader(new SpecReader())
                .read(document.replace('\'', '"').getBytes(StandardCharsets.UTF_8), method, "/things");
    }

    private static String query(String name, String type) {
        return "{'name':'" + name + "','in':'query','schema':{'type':'" + type + "'}}";
    }

    private static LiveAnswer answer(String json, String... headers) {
        List<Request.Header> all = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(new Request.Header(headers[i], headers[i + 1]));
        }
        return LiveAnswer.of(200, all, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Map<String, Object>> next(Contract contract, Map<String, Object> given, LiveAnswer answer) {
        return Conventions.of(contract).next(contract, given, CALLED, answer);
    }

    private static final String ITEMS =
            "'data':{'type':'array','items':{'type':'object','properties':{'id':{'type':'string'}}}}";

    @Test
    void countsPagesUntilOneIsShort() {
        Contract contract = list(
                query("page", "integer")
                        + ",{'name':'per_page','in':'query','schema':{'type':'integer','maximum':100}}",
                ITEMS,
                "");

        Pagination paging = Conventions.of(contract).pagination();

        assertThat(paging.style()).isEqualTo(Paging.PAGE);
        assertThat(paging.parameter()).isEqualTo("page");
        assertThat(paging.sizeParameter()).isEqualTo("per_page");
        assertThat(paging.items()).isEqualTo("/data");
        assertThat(paging.evidence()).contains("#/paths/~1things/get/parameters/0");
        assertThat(next(contract, Map.of("per_page", 2), answer("{'data':[{'id':'a'},{'id':'b'}]}")))
                .contains(Map.of("per_page", 2, "page", 2L));
        assertThat(next(contract, Map.of("per_page", 2, "page", "7"), answer("{'data':[{'id':'a'}]}")))
                .isEmpty();
        assertThat(next(contract, Map.of("page", 3), answer("{'data':[]}"))).isEmpty();
    }

    @Test
    void countsItemsUpToTheirTotal() {
        Contract contract = list(
                query("offset", "integer") + "," + query("limit", "integer"),
                ITEMS + ",'total':{'type':'integer'}",
                "");

        assertThat(Conventions.of(contract).pagination().style()).isEqualTo(Paging.OFFSET);
        assertThat(next(contract, Map.of("limit", 500), answer("{'data':[1,2],'total':5}")))
                .contains(Map.of("limit", 500, "offset", 2L));
        assertThat(next(contract, Map.of("offset", 3), answer("{'data':[1,2],'total':5}")))
                .isEmpty();
    }

    @Test
    void followsCursorsWhereverTheyStand() {
        Contract plain = list(query("cursor", "string"), ITEMS + ",'next_cursor':{'type':['string','null']}", "");
        Contract nested = list(
                query("after", "string"),
                "'results':{'type':'array','items':{}},'paging':{'type':'object','properties':{'next':{'type':'object',"
                        + "'properties':{'after':{'type':'string'},'link':{'type':'string'}}}}}",
                "");
        Contract byItem = list(query("starting_after", "string"), ITEMS + ",'has_more':{'type':'boolean'}", "");

        assertThat(next(plain, Map.of(), answer("{'data':[],'next_cursor':'abc'}")))
                .contains(Map.of("cursor", "abc"));
        assertThat(next(plain, Map.of(), answer("{'data':[1],'next_cursor':null}")))
                .isEmpty();
        assertThat(next(plain, Map.of("cursor", "abc"), answer("{'data':[1],'next_cursor':'abc'}")))
                .isEmpty();
        assertThat(Conventions.of(nested).pagination().next()).isEqualTo("/paging/next/after");
        assertThat(next(byItem, Map.of(), answer("{'data':[{'id':'a'},{'id':'b'}],'has_more':true}")))
                .contains(Map.of("starting_after", "b"));
        assertThat(next(byItem, Map.of(), answer("{'data':[{'id':'a'}],'has_more':false}")))
                .isEmpty();
    }

    @Test
    void takesOnlyPageParametersOfAUrlOfTheSamePlace() {
        Contract contract = list(
                query("page", "integer") + "," + query("api_key", "string"),
                ITEMS + ",'next':{'type':'string','format':'uri'}",
                "");

        assertThat(Conventions.of(contract).pagination().style()).isEqualTo(Paging.NEXT_URL);
        assertThat(next(contract, Map.of(), answer("{'next':'https://api.example/v1/things?page=2&api_key=x&z=1'}")))
                .contains(Map.of("page", 2L));
        assertThat(next(contract, Map.of(), answer("{'next':'/v1/things?page=2'}")))
                .contains(Map.of("page", 2L));
        for (String elsewhere : List.of(
                "https://evil.example/v1/things?page=2",
                "https://api.example:8443/v1/things?page=2",
                "http://api.example/v1/things?page=2",
                "https://api.example@evil.example/v1/things?page=2",
                "//evil.example/v1/things?page=2",
                "https://api.example/v1/admin?page=2",
                "https://api.example/v1/things/../admin?page=2",
                "file:///v1/things?page=2",
                "::no url")) {
            assertThat(next(contract, Map.of(), answer("{'next':'" + elsewhere + "'}")))
                    .as(elsewhere)
                    .isEmpty();
        }
    }

    @Test
    void seesLinksInAnAnswerThatTheSpecIsSilentAbout() {
        Contract contract = list(query("page", "integer"), "", "");
        LiveAnswer answer = answer(
                "[{'id':1}]",
                "link",
                "<https://api.example/v1/things?page=1>; rel=\"prev\", <https://api.example/v1/things?page=3>; rel=\"next\"",
                "X-RateLimit-Limit",
                "60",
                "X-RateLimit-Remaining",
                "59",
                "X-RateLimit-Reset",
                "1700000000");

        Conventions found = Conventions.of(contract).with(Conventions.seen(contract, answer));

        assertThat(found.pagination().style()).isEqualTo(Paging.LINK_HEADER);
        assertThat(found.pagination().items()).isEmpty();
        assertThat(found.next(contract, Map.of("page", 2), CALLED, answer)).contains(Map.of("page", 3L));
        assertThat(found.rateLimit().remaining()).isEqualTo("X-RateLimit-Remaining");
        assertThat(found.rateLimit().limit()).isEqualTo("X-RateLimit-Limit");
        assertThat(found.rateLimit().reset()).isEqualTo("X-RateLimit-Reset");
        assertThat(found.rateLimit().evidence()).contains("header:X-RateLimit-Reset");
    }

    @Test
    void aTimeIsNoCursorAndAThingIsNoList() {
        Contract times =
                list("{'name':'after','in':'query','schema':{'type':'string','format':'date-time'}}", ITEMS, "");
        Contract thing = list("", "'id':{'type':'string'},'tags':{'type':'array','items':{'type':'string'}}", "");

        assertThat(Conventions.of(times).pagination()).isNull();
        assertThat(Conventions.of(thing).pagination()).isNull();
    }

    @Test
    void seesWhatWritingIsLike() {
        Contract contract = contract(
                "{'post':{'parameters':["
                        + "{'name':'X-Request-Id','in':'header','description':'For support.','schema':{'type':'string'}},"
                        + "{'name':'X-Idempotency-Key','in':'header','schema':{'type':'string'}}],"
                        + "'responses':{'202':{'description':'ok','headers':{'Operation-Location':{'schema':{'type':'string'}}}},"
                        + "'429':{'description':'slow','headers':{'Retry-After':{'schema':{'type':'integer'}}},"
                        + "'content':{'application/json':{'schema':{'type':'object','properties':{'error':{'type':'object',"
                        + "'properties':{'message':{'type':'string'},'code':{'type':'string'}}}}}}}}},"
                        + "'callbacks':{'done':{'{$request.body#/url}':{'post':{'responses':{'200':{'description':'ok'}}}}}}}}");

        Conventions found = Conventions.of(contract);

        assertThat(found.idempotencyKey().header()).isEqualTo("X-Idempotency-Key");
        assertThat(found.longRunning().header()).isEqualTo("Operation-Location");
        assertThat(found.rateLimit().retryAfter()).isEqualTo("Retry-After");
        assertThat(found.error().message()).isEqualTo("/error/message");
        assertThat(found.error().code()).isEqualTo("/error/code");
        assertThat(found.error().evidence().get(0)).startsWith("#/paths/~1things/post/responses/429");
        assertThat(found.callbacks()).hasSize(1);
        assertThat(found.pagination()).isNull();
    }
}
