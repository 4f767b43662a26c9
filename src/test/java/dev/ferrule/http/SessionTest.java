package dev.ferrule.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import dev.ferrule.problem.Problem;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;

class SessionTest extends RunningFerrule {

    private static final String PATH = "/api/v1/session";
    private static final String RIGHT = "{\"token\":\"" + TOKEN + "\"}";

    @Autowired
    private MongoOperations operations;

    @Autowired
    private AccessToken token;

    /** A browser that is signed in: what it keeps, and what the page knows. */
    private record Browser(String cookie, String csrfToken) {}

    @Test
    void theTokenIsTradedForACookieThatNoScriptCanReadAndNoOtherSiteCanSend() {
        Reply reply = send(plain("POST", PATH, RIGHT)).expect(200);

        assertThat(reply.header("Set-Cookie").orElseThrow())
                .startsWith("ferrule-session-" + uri("/").getPort() + "=")
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/;", "; Max-Age=604800")
                .doesNotContain("Secure", TOKEN);
        assertThat(reply.at("/organisation")).isEqualTo("default");
        assertThat(Instant.parse(reply.at("/expiresAt")))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(11)), Instant.now().plus(Duration.ofHours(13)));
        assertThat(reply.body()).doesNotContain(TOKEN, cookieOf(reply).split("=")[1]);
        assertThat(reply.header("Cache-Control")).hasValue("no-store");
    }

    @Test
    void aBrowserThatIsSignedInReadsWithTheCookieAlone() {
        Browser browser = signIn();

        send(by(browser, "GET", "/api/v1/specs?limit=1")).expect(200);
        Reply session = send(by(browser, "GET", PATH)).expect(200);
        assertThat(session.at("/csrfToken")).isEqualTo(browser.csrfToken());
    }

    @Test
    void aChangeNeedsTheTokenThatOnlyAScriptOfThePageKnows() {
        Browser browser = signIn();
        String body = "{\"name\":\"By cookie\"}";

        send(by(browser, "POST", "/api/v1/integrations", body)).expectProblem(403, "csrf-token-missing");
        send(by(browser, "POST", "/api/v1/integrations", body).header("X-Csrf-Token", "x"))
                .expectProblem(403, "csrf-token-wrong");
        send(by(browser, "POST", "/api/v1/integrations", body).header("X-Csrf-Token", signIn().csrfToken()))
                .expectProblem(403, "csrf-token-wrong");
        send(by(browser, "DELETE", PATH)).expectProblem(403, "csrf-token-missing");
        send(by(browser, "POST", "/api/v1/integrations", body).header("X-Csrf-Token", browser.csrfToken()))
                .expect(201);
    }

    @Test
    void aChangeByCookieIsSafeToRepeatLikeAnyOther() {
        Browser browser = signIn();
        HttpRequest.Builder request = by(browser, "POST", "/api/v1/integrations", "{\"name\":\"Repeated\"}")
                .header("X-Csrf-Token", browser.csrfToken())
                .header("Idempotency-Key", "by-cookie-" + System.nanoTime());

        String first = send(request).expect(201).at("/id");

        assertThat(send(request).expect(201).at("/id")).isEqualTo(first);
    }

    @Test
    void theAuthorizationDecidesWhereBothAreSent() {
        Browser browser = signIn();

        send(by(browser, "POST", "/api/v1/integrations", "{\"name\":\"By token\"}")
                        .header("Authorization", "Bearer " + TOKEN))
                .expect(201);
        send(by(browser, "GET", "/api/v1/specs").header("Authorization", "Bearer wrong"))
                .expectProblem(401, "wrong-token");
        Reply session = get(PATH).expect(200);
        assertThat(session.at("/organisation")).isEqualTo("default");
        assertThat(session.at("/csrfToken")).isNull();
    }

    @Test
    void afterSigningOutTheCookieIsWorthNothing() {
        Browser browser = signIn();

        Reply out = send(by(browser, "DELETE", PATH).header("X-Csrf-Token", browser.csrfToken()))
                .expect(204);

        assertThat(out.header("Set-Cookie").orElseThrow()).contains("=;", "Max-Age=0");
        send(by(browser, "GET", PATH)).expectProblem(401, "not-signed-in");
        send(by(browser, "GET", "/api/v1/specs")).expectProblem(401, "not-signed-in");
        send(by(browser, "DELETE", PATH)).expect(204);
    }

    @Test
    void signingInAgainEndsTheSessionBefore() {
        Browser before = signIn();

        send(by(before, "POST", PATH, RIGHT)).expect(200);

        send(by(before, "GET", PATH)).expectProblem(401, "not-signed-in");
    }

    @Test
    void whoIsNotSignedInIsToldHowToBe() {
        Reply reply = send(plain("GET", PATH, "")).expectProblem(401, "not-signed-in");
        assertThat(reply.at("/detail")).contains("access-token", "FERRULE_TOKEN");
        assertThat(reply.header("WWW-Authenticate")).isEmpty();
        send(plain("GET", "/api/v1/specs", "").header("Cookie", "ferrule-session-1=x; other=y"))
                .expectProblem(401, "missing-token");
    }

    @Test
    void aWrongTokenOrNoneSignsNobodyIn() {
        Reply wrong =
                send(plain("POST", PATH, "{\"token\":\"" + TOKEN + "x\"}")).expectProblem(401, "wrong-token");
        assertThat(wrong.header("Set-Cookie")).isEmpty();
        send(plain("POST", PATH, "{\"token\":\" \"}")).expectProblem(400, "invalid-request");
        send(plain("POST", PATH, "{}")).expectProblem(400, "invalid-request");
        send(plain("POST", PATH, RIGHT).setHeader("Content-Type", "text/plain"))
                .expectProblem(415, "unsupported-media-type");
    }

    @Test
    void tokensAreNotTriedOutForLong() {
        Guesses guesses = new Guesses(at(Instant.EPOCH));
        for (int i = 0; i < Guesses.ALLOWED; i++) {
            guesses.check("192.0.2.1");
            guesses.failed("192.0.2.1");
        }

        assertThatThrownBy(() -> guesses.check("192.0.2.1"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("too-many-guesses"));
        guesses.check("192.0.2.2");
    }

    @Test
    void aSessionEndsTwelveHoursAfterItsLastUseAndSevenDaysAfterItsBeginning() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        String idle = sessions(start).begin("org");
        assertThat(sessions(start.plus(Duration.ofHours(11))).find(idle)).isPresent();
        assertThat(sessions(start.plus(Duration.ofHours(22))).find(idle)).isPresent();
        assertThat(sessions(start.plus(Duration.ofHours(35))).find(idle)).isEmpty();

        String busy = sessions(start).begin("org");
        for (int hours = 11; hours < 7 * 24; hours += 11) {
            assertThat(sessions(start.plus(Duration.ofHours(hours))).find(busy))
                    .as("after %s hours", hours)
                    .isPresent();
        }
        assertThat(sessions(start.plus(Duration.ofDays(7))).find(busy)).isEmpty();

        sessions(start.plus(Duration.ofDays(8))).sweep();
        assertThat(sessions(start).find(busy)).isEmpty();
    }

    @Test
    void theKeyIsNowhereInTheDatabase() {
        Browser browser = signIn();

        String key = browser.cookie().split("=")[1];
        assertThat(operations.getCollection("session").find())
                .isNotEmpty()
                .allSatisfy(kept -> assertThat(kept.toJson()).doesNotContain(key, browser.csrfToken(), TOKEN));
    }

    private Sessions sessions(Instant time) {
        return new Sessions(operations, token, at(time));
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private Browser signIn() {
        Reply reply = send(plain("POST", PATH, RIGHT)).expect(200);
        return new Browser(cookieOf(reply), reply.at("/csrfToken"));
    }

    private static String cookieOf(Reply reply) {
        return reply.header("Set-Cookie").orElseThrow().split(";")[0];
    }

    private HttpRequest.Builder by(Browser browser, String method, String path) {
        return by(browser, method, path, "");
    }

    private HttpRequest.Builder by(Browser browser, String method, String path, String body) {
        return plain(method, path, body).header("Cookie", browser.cookie());
    }

    /** Without the token that the fixture would add. */
    private HttpRequest.Builder plain(String method, String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }
}
