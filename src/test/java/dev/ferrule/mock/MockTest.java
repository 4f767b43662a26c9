package dev.ferrule.mock;

import static dev.ferrule.mock.SampleTargets.auth;
import static dev.ferrule.mock.SampleTargets.call;
import static dev.ferrule.mock.SampleTargets.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.contract.Schemas;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.mock.Fault.Kind;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Contract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MockTest {

    private static final List<Contract> CRM = SampleTargets.contracts(Path.of("sample-specs/haloform-crm.yaml"));
    private static final Target OPEN = SampleTargets.target(CRM);
    private static final String PERSON = "{'email':'ada@example.com','first_name':'Ada'}";

    private final MockSessions sessions = new MockSessions();
    private final List<Integer> pauses = new ArrayList<>();
    private final Mock mock = new Mock(sessions, new Schemas(), pauses::add);

    @Test
    void answersTheSameForTheSameSeedAndNeedsNoSession() {
        Answer first = answer(call("GET", "/contacts/c_1"));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer(call("GET", "/contacts/c_1")).text()).isEqualTo(first.text());
        assertThat(read(first).at("/id").asString()).isEqualTo("c_1");
        Target target = SampleTargets.of("{'/n':{'get':{'responses':{'200':{'description':'','content':"
                + "{'application/json':{'schema':{'type':'string','format':'uuid'}}}}}}}}");
        String one = mock.answer("org", session(), target, call("GET", "/n")).text();
        assertThat(mock.answer("org", session(), target, call("GET", "/n")).text())
                .isEqualTo(one);
        String other = sessions.begin("org", 2L, null).id();
        assertThat(mock.answer("org", other, target, call("GET", "/n")).text()).isNotEqualTo(one);
    }

    @Test
    void keepsWhatWasMadeForTheSessionAndNobodyElse() {
        String session = session();
        Answer made = mock.answer("org", session, OPEN, json("POST", "/contacts", PERSON));
        assertThat(made.status()).isEqualTo(201);
        String id = read(made).at("/id").asString();
        assertThat(made.header("Location")).isEqualTo(SampleTargets.HOST + "/v1/contacts/" + id);
        assertThat(read(made).at("/email").asString()).isEqualTo("ada@example.com");
        String path = "/contacts/" + id;
        assertThat(email(session, path)).isEqualTo("ada@example.com");
        assertThat(mock.answer("org", session, OPEN, call("GET", "/contacts")).text())
                .contains("ada@example.com");

        assertThat(mock.answer("org", session, OPEN, json("PATCH", path, "{'email':'eve@example.com'}"))
                        .status())
                .isEqualTo(200);
        assertThat(email(session, path)).isEqualTo("eve@example.com");
        assertThat(email(session(), path)).isNotIn("ada@example.com", "eve@example.com");

        assertThat(mock.answer("org", session, OPEN, call("DELETE", path)).status())
                .isBetween(200, 204);
        assertThat(mock.answer("org", session, OPEN, call("GET", path)).status())
                .isEqualTo(404);
        assertThat(mock.answer("org", session, OPEN, call("GET", "/contacts")).text())
                .doesNotContain("eve@example.com");
    }

    @Test
    void givesEachThingThatIsMadeAnIdOfItsOwn() {
        String session = session();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(read(mock.answer("org", session, OPEN, json("POST", "/contacts", PERSON)))
                    .at("/id")
                    .asString());
        }
        assertThat(ids).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void hasNoSessionOfAnotherOrganisation() {
        String session = session();
        assertThatThrownBy(() -> mock.answer("other", session, OPEN, call("GET", "/contacts")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("There is no mock session");
        sessions.end("org", session);
        assertThatThrownBy(() -> mock.answer("org", session, OPEN, call("GET", "/contacts")))
                .isInstanceOf(Problem.class);
    }

    @Test
    void knowsNothingBesideTheOperationsOfTheSpec() {
        assertThat(answer(call("GET", "/nowhere")).status()).isEqualTo(404);
        Answer wrong = answer(call("DELETE", "/contacts"));
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).isEqualTo("GET, POST");
        assertThat(answer(call("GET", "/contacts", "Accept", "text/csv")).status())
                .isEqualTo(406);
        assertThat(answer(call("HEAD", "/contacts")).body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bearer,,,Authorization,Bearer abc,Bearer ,Bearer",
        "oauth2,,,Authorization,Bearer abc,Basic YTpi,Bearer",
        "basic,,,Authorization,Basic YTpi,Basic ***,Basic",
        "api_key,header,X-Key,X-Key,abc,' ',ApiKey",
        "api_key,cookie,sid,Cookie,a=b; sid=1,sid=,ApiKey",
        "digest,,,Authorization,'Digest username=\"a\", nonce=\"b\", uri=\"/\", response=\"c\"',Digest x,Digest",
    })
    void asksForCredentialsOfTheRightShape(
            String type, String in, String name, String header, String good, String bad, String scheme) {
        AuthMethod method = auth(type, in, name);
        Target target = SampleTargets.target(CRM, method);
        assertThat(mock.answer("org", null, target, call("GET", "/contacts", header, good))
                        .status())
                .isEqualTo(200);
        assertThat(mock.answer("org", null, target, call("GET", "/contacts", header, bad))
                        .status())
                .isEqualTo(401);
        Answer without = mock.answer("org", null, target, call("GET", "/contacts"));
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.header("WWW-Authenticate")).startsWith(scheme + " realm=");
    }

    @Test
    void refusesABodyThatIsMissingOrOfAnotherType() {
        assertThat(answer(call("POST", "/contacts")).status()).isIn(400, 422);
        assertThat(answer(json("POST", "/contacts", "{")).status()).isIn(400, 422);
        assertThat(answer(json("POST", "/contacts", "{}").with("Content-Type", "text/csv"))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void misbehavesAsOftenAsItIsTold() {
        String session = sessions.begin(
                        "org",
                        null,
                        List.of(
                                new Fault(Kind.RATE_LIMIT, 2, null, 7, null),
                                new Fault(Kind.SERVER_ERROR, null, 503, null, null),
                                new Fault(Kind.TOKEN_EXPIRED, null, null, null, null),
                                new Fault(Kind.NONE, null, null, null, null),
                                new Fault(Kind.SLOW, null, null, null, 3_000),
                                new Fault(Kind.TRUNCATED, null, null, null, null)))
                .id();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(mock.answer("org", session, OPEN, call("GET", "/contacts/1")));
        }
        assertThat(answers).extracting(Answer::status).containsExactly(429, 429, 503, 401, 200, 200, 200, 200);
        assertThat(answers.get(0).header("Retry-After")).isEqualTo("7");
        assertThat(answers.get(3).header("WWW-Authenticate")).contains("invalid_token");
        assertThat(pauses).containsExactly(3_000);
        assertThat(answers.get(6).body()).hasSize(answers.get(7).body().length / 2);
        assertThat(answers.get(6).header("Content-Length"))
                .isEqualTo("" + answers.get(7).body().length);
    }

    @Test
    void remembersABoundedAmount() {
        String session = session();
        String large = "{'email':'" + "x".repeat(20_000) + "@example.com'}";
        for (int i = 0; i < 100; i++) {
            mock.answer("org", session, OPEN, json("POST", "/contacts", large));
        }
        assertThat(sessions.find("org", session).resources().bytes()).isLessThanOrEqualTo(Resources.MOST_BYTES);
        for (int i = 0; i < MockSessions.MOST_OF_AN_ORG + 50; i++) {
            session();
        }
        assertThat(sessions.size()).isEqualTo(MockSessions.MOST_OF_AN_ORG);
        assertThatThrownBy(() -> sessions.get("org", session)).isInstanceOf(Problem.class);
        String other = sessions.begin("other", null, null).id();
        assertThat(sessions.get("other", other).seed()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/{b}:{c},/a/1:2",
        "/a/{b}.{c},/a/x.json",
        "/soap?action=Get,/soap?action=Get&x=1",
        "/#Action=Get,/",
        "/files/{path},/files/a/b/c.txt",
        "/a b/{c},/a%20b/1",
        "/x/,/x/"
    })
    void findsOddPaths(String path, String asked) {
        Target target = SampleTargets.of("{'" + path + "':{'get':{'responses':{'200 OK':{'description':''}}}}}");
        assertThat(mock.answer("org", null, target, call("GET", asked)).status())
                .isEqualTo(200);
    }

    @Test
    void prefersThePathThatSaysMore() {
        Target target = SampleTargets.of("{'/a/{id}':{'get':{'responses':{'200':{'description':''}}}},"
                + "'/a/me':{'get':{'responses':{'202':{'description':''}}}}}");
        assertThat(mock.answer("org", null, target, call("GET", "/a/me")).status())
                .isEqualTo(202);
        assertThat(mock.answer("org", null, target, call("GET", "/a/you")).status())
                .isEqualTo(200);
    }

    @Test
    void takesNoPartOfALongerPathForAValue() {
        Target target = SampleTargets.of("{'/a/{id}':{'get':{'responses':{'200':{'description':''}}}},"
                + "'/a/{id}/b/{other}':{'get':{'responses':{'202':{'description':''}}}}}");
        assertThat(mock.answer("org", null, target, call("GET", "/a/1/b/2")).status())
                .isEqualTo(202);
    }

    private String session() {
        return sessions.begin("org", null, null).id();
    }

    private String email(String session, String path) {
        return read(mock.answer("org", session, OPEN, call("GET", path)))
                .at("/email")
                .asString();
    }

    private Answer answer(Call call) {
        return mock.answer("org", null, OPEN, call);
    }

    private static JsonNode read(Answer answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
