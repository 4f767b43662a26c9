package dev.ferrule.mock;

import static dev.ferrule.mock.SampleTargets.call;
import static dev.ferrule.mock.SampleTargets.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.contract.Schemas;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

    private static final String LIST = "{'type':'array','items':{'type':'integer','maximum':9}}";
    private static final String OBJECT = "{'type':'object','required':['a'],'additionalProperties':false,"
            + "'properties':{'a':{'type':'integer','maximum':9},'b':{'type':'string'}}}";
    private static final String NUMBER = "{'type':'integer','maximum':9}";
    private static final String FORM = "{'type':'object','required':['n'],'properties':{'n':{'type':'integer'},"
            + "'tags':{'type':'array','items':{'type':'string','maxLength':3}},"
            + "'more':{'type':'object','properties':{'x':{'type':'boolean'}}},"
            + "'made':{'type':'string','readOnly':true}}}";

    private final MockSessions sessions = new MockSessions();
    private final Mock mock = new Mock(sessions, new Schemas(), millis -> {});

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "query form true NUMBER p=5 p=12",
                "query form true LIST p=1&p=2 p=1&p=12",
                "query form false LIST p=1,2 p=1,12",
                "query form true OBJECT a=1&b=x a=12&b=x",
                "query form false OBJECT p=a,1,b,x p=a,1,b",
                "query spaceDelimited false LIST p=1%202 p=1%2012",
                "query pipeDelimited false LIST p=1%7C2 p=1%7Cx",
                "query deepObject true OBJECT p[a]=1&p[b]=x p[b]=x",
                "path simple false NUMBER 5 12",
                "path simple false LIST 1,2 1,12",
                "path simple true OBJECT a=1,b=x a=1,b",
                "path simple false OBJECT a,1,b,x a,12",
                "path label false LIST .1,2 1,2",
                "path label true LIST .1.2 .1.12",
                "path label true OBJECT .a=1.b=x .b=x",
                "path matrix false LIST ;p=1,2 ;q=1,2",
                "path matrix true LIST ;p=1;p=2 ;p=1;p=12",
                "path matrix true OBJECT ;a=1;b=x ;b=x",
                "header simple false NUMBER 5 five",
                "header simple false LIST 1,2 1,12",
                "header simple true OBJECT a=1,b=x b=x",
                "cookie form false NUMBER p=5 q=5",
                "cookie form false LIST p=1,2 p=x",
            })
    void readsEachStyleAndHoldsItAgainstTheSchema(
            String in, String style, boolean explode, String schema, String good, String bad) {
        String asked = schema.equals("LIST") ? LIST : schema.equals("OBJECT") ? OBJECT : NUMBER;
        String path = in.equals("path") ? "/t/{p}" : "/t";
        Target target = SampleTargets.of("{'" + path + "':{'get':{'parameters':[{'name':'p','in':'" + in
                + "','required':true,'style':'" + style + "','explode':" + explode + ",'schema':" + asked
                + "}],'responses':{'200':{'description':''}}}}}");
        assertThat(mock.answer("org", null, target, placed(in, good)).status()).isEqualTo(200);
        Answer refused = mock.answer("org", null, target, placed(in, bad));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("/parameters/p");
    }

    private static Call placed(String in, String value) {
        return switch (in) {
            case "path" -> call("GET", "/t/" + value);
            case "query" -> call("GET", "/t?" + value.replace("[", "%5B").replace("]", "%5D"));
            case "cookie" -> call("GET", "/t", "Cookie", "other=1; " + value);
            default -> call("GET", "/t", "P", value);
        };
    }

    @Test
    void readsTheTabsOfSwagger2() throws Malformed {
        Styled tabs = new Styled("p", "tabDelimited", false, PathPattern::decoded);
        assertThat(tabs.pairs(Pair.ofForm("p=a%09b+c"), Shape.Kind.LIST, name -> false))
                .isEqualTo(List.of("a", "b c"));
    }

    @Test
    void readsAParameterThatIsJsonInItself() {
        Target target = SampleTargets.of("{'/t':{'get':{'parameters':[{'name':'p','in':'query','content':"
                + "{'application/json':{'schema':" + OBJECT + "}}}],'responses':{'200':{'description':''}}}}}");
        assertThat(status(target, call("GET", "/t?p=%7B%22a%22:1%7D"))).isEqualTo(200);
        assertThat(status(target, call("GET", "/t?p=%7B%22a%22:%221%22%7D"))).isEqualTo(400);
        assertThat(status(target, call("GET", "/t?p=%7B"))).isEqualTo(400);
        assertThat(status(target, call("GET", "/t"))).isEqualTo(200);
    }

    @Test
    void saysWhatIsWrongInTheShapeOfTheSpecsErrors() {
        Target target = SampleTargets.of("{'/t':{'get':{'parameters':[{'name':'n','in':'query','required':true,"
                + "'schema':{'type':'integer'}}],'responses':{'200':{'description':''},'400':{'description':'',"
                + "'content':{'application/json':{'schema':{'type':'object','required':['error'],'properties':"
                + "{'error':{'type':'object','properties':{'code':{'type':'integer'},'message':{'type':'string'}}}}"
                + "}}}}}}}}");
        Answer answer = mock.answer("org", null, target, call("GET", "/t"));
        assertThat(answer.text()).isEqualTo("{\"error\":{\"code\":400,\"message\":\"/parameters/n is required\"}}");
    }

    @Test
    void tellsOperationsOfOnePathApartByTheirParameters() {
        Target target = SampleTargets.of("{'/t/{a}':{'get':{'parameters':[{'name':'a','in':'path','required':true,"
                + "'schema':{'type':'integer'}}],'responses':{'200':{'description':''}}}},"
                + "'/t/{b}':{'get':{'parameters':[{'name':'b','in':'path','required':true,"
                + "'schema':{'type':'string'}}],'responses':{'202':{'description':''}}}}}");
        assertThat(status(target, call("GET", "/t/12"))).isEqualTo(200);
        assertThat(status(target, call("GET", "/t/x"))).isEqualTo(202);
    }

    @Test
    void doesWithoutWhatSigningWouldSet() {
        Target target = SampleTargets.of("{'/t':{'get':{'parameters':[{'name':'key','in':'query','required':true,"
                + "'schema':{'type':'string'}}],'responses':{'200':{'description':''}}}}}");
        assertThat(status(target, call("GET", "/t"))).isEqualTo(400);
        Target unsigned = new Target(target.baseUrl(), target.operations(), List.of(), Set.of("query.key"));
        assertThat(status(unsigned, call("GET", "/t"))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "application/x-www-form-urlencoded n=1&tags=a&tags=b&more=%7B%22x%22:true%7D 201",
                "application/x-www-form-urlencoded n=1&more[x]=true 201",
                "application/x-www-form-urlencoded n=x 422",
                "application/x-www-form-urlencoded tags=a 422",
                "application/x-www-form-urlencoded n=1&tags=long 422",
                "application/json {\"n\":1,\"tags\":[\"a\"]} 201",
                "application/json {\"n\":\"1\"} 422",
                "application/json {} 422",
                "application/json {\"n\":1}x 400",
            })
    void holdsBodiesAgainstTheirSchema(String type, String body, int status) {
        assertThat(status(forms(), sent(type, body))).isEqualTo(status);
    }

    @Test
    void readsMultipartBodiesAndKeepsThemAsJsonOnes() {
        String session = sessions.begin("org", null, null).id();
        String head = "--b\r\nContent-Disposition: form-data; name=\"";
        String file = head + "tags\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n";
        String more = head + "more\"\r\nContent-Type: application/json\r\n\r\n{\"x\":true}\r\n";
        String type = "multipart/form-data;boundary=b";
        Answer made = mock.answer(
                "org",
                session,
                forms(),
                sent(type, head + "n\"\r\n\r\n77\r\n" + file + "abc\r\n" + more + "--b--\r\n"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text()).contains("\"n\":77", "\"tags\":[\"abc\"]", "\"more\":{\"x\":true}");
        String id = String.valueOf(made.header("Location")).replaceAll(".*/", "");
        assertThat(mock.answer("org", session, forms(), call("GET", "/t/" + id)).text())
                .contains("\"n\":77");
        assertThat(status(forms(), sent(type, head + "n\"\r\n\r\nx\r\n--b--\r\n")))
                .isEqualTo(422);
        assertThat(status(forms(), sent(type, head + "n\"\r\n\r\n1\r\n"))).isEqualTo(400);
    }

    private static Target forms() {
        String answer = "{'description':'','content':{'application/json':{'schema':" + FORM + "}}}";
        return SampleTargets.of("{'/t':{'post':{'requestBody':{'required':true,'content':{"
                + "'application/json':{'schema':" + FORM + "},"
                + "'application/x-www-form-urlencoded':{'schema':" + FORM + "},"
                + "'multipart/form-data':{'schema':" + FORM + "}}},'responses':{'201':" + answer
                + ",'400':{'description':''},'422':{'description':''}}}},"
                + "'/t/{id}':{'get':{'responses':{'200':" + answer + "}}}}");
    }

    private static Call sent(String type, String body) {
        Call call = json("POST", "/t", "").with("Content-Type", type);
        return new Call("POST", call.uri(), call.headers(), body.getBytes(StandardCharsets.UTF_8));
    }

    private int status(Target target, Call call) {
        return mock.answer("org", null, target, call).status();
    }
}
