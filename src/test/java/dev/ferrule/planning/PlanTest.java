package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Card;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Plan.Refusal;
import dev.ferrule.planning.Workflow.Mapping;
import dev.ferrule.planning.Workflow.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** That nothing stands in a plan which was not offered: a plan that tries, and what is left of it. */
class PlanTest {

    private static final PlannedEndpoint LIST = endpoint("listOrders", "GET", "/orders");
    private static final PlannedEndpoint READ = endpoint("getOrder", "GET", "/orders/{id}");
    private static final AuthMethod OAUTH =
            oauth("https://shop.example/token", "https://shop.example/authorize", "read_orders");
    private static final String URL = "https://{store}.shop.example";

    private static final Offer OFFER = new Offer()
            .operations(List.of(card("shop", LIST), card("shop", READ), card("chat", LIST)))
            .system("shop", List.of(OAUTH), List.of(URL, "https://sandbox.shop.example"))
            .system("empty", List.of(), List.of());

    @Test
    void whatWasOfferedStaysAsItIs() {
        Plan plan = plan(system("shop", URL, List.of(OAUTH), LIST, READ));

        Plan checked = plan.checkAgainst(OFFER);

        assertThat(checked).isEqualTo(plan);
        assertThat(checked.refused()).isEmpty();
    }

    @Test
    void operationsThatWereNotOfferedAreRefusedAndTheRestIsKept() {
        Plan checked = plan(system(
                        "shop",
                        URL,
                        List.of(OAUTH),
                        LIST,
                        endpoint("inventedOrders", "GET", "/invented"),
                        endpoint("listOrders", "DELETE", "/orders"),
                        endpoint("listorders", "GET", "/orders"),
                        endpoint("getOrder", "GET", "/orders/{order_id}"),
                        endpoint("getOrder", "GET", "/Orders/{id}"),
                        endpoint("getOrder", "get", "/orders/{id}"),
                        endpoint("getOrder", "GET", "/orders"),
                        READ))
                .checkAgainst(OFFER);

        assertThat(checked.systems().get(0).endpoints()).containsExactly(LIST, READ);
        assertThat(checked.refused())
                .extracting(Refusal::what)
                .containsExactly(
                        "GET /invented",
                        "DELETE /orders",
                        "GET /orders",
                        "GET /orders/{order_id}",
                        "GET /Orders/{id}",
                        "get /orders/{id}",
                        "GET /orders");
        assertThat(checked.refused())
                .allSatisfy(refusal -> assertThat(refusal.reason()).contains("not offered"));
    }

    @Test
    void anOperationOfOneSystemIsNoneOfAnother() {
        Plan checked = plan(system("empty", null, List.of(), LIST)).checkAgainst(OFFER);

        assertThat(checked.systems().get(0).endpoints()).isEmpty();
        assertThat(checked.refused()).hasSize(1);
    }

    @Test
    void aSpecThatWasNotOfferedIsRefusedWithAllThatItHas() {
        Plan checked = plan(
                        system("unknown", URL, List.of(OAUTH), LIST),
                        system("chat", null, List.of(), LIST),
                        system("shop", URL, List.of(), LIST))
                .checkAgainst(OFFER);

        assertThat(checked.systems()).extracting(PlannedSystem::specId).containsExactly("shop");
        assertThat(checked.refused())
                .extracting(Refusal::reason)
                .containsExactly("No spec 'unknown' was offered.", "No spec 'chat' was offered.");
    }

    @Test
    void authMethodsThatWereNotDetectedAreRefused() {
        AuthMethod basic = method("basic", "basic", "header", null);
        AuthMethod disguised = method(OAUTH.id(), "bearer", null, null);
        Plan checked = plan(system("shop", URL, List.of(basic, OAUTH, disguised), LIST))
                .checkAgainst(OFFER);

        assertThat(checked.systems().get(0).authMethods()).containsExactly(OAUTH);
        assertThat(checked.refused()).extracting(Refusal::what).containsExactly("basic", "bearer");
    }

    @Test
    void widerScopesAndForeignAddressesAreRefused() {
        String token = "https://shop.example/token";
        String authorize = "https://shop.example/authorize";
        Plan checked = plan(system(
                        "shop",
                        URL,
                        List.of(
                                oauth(token, authorize, "read_orders", "write_orders"),
                                oauth(token, authorize, "admin"),
                                oauth("https://evil.example/token", authorize, "read_orders"),
                                oauth(token, "https://evil.example/authorize", "read_orders"),
                                oauth(token, authorize)),
                        LIST))
                .checkAgainst(OFFER);

        assertThat(checked.systems().get(0).authMethods())
                .as("fewer scopes are no harm")
                .containsExactly(oauth(token, authorize));
        assertThat(checked.refused()).extracting(Refusal::what).containsExactly("oauth2", "oauth2", "oauth2", "oauth2");
        assertThat(checked.refused().get(0).reason()).contains("scopes");
        assertThat(checked.refused().get(2).reason()).contains("addresses");
    }

    @Test
    void whereAKeyGoesAndWhoTellsOfAnIdentityMustBeAsDetected() {
        AuthMethod key = method("api_key-header-x_key", "api_key", "header", null);
        AuthMethod openId = method("openid", "openid_connect", null, "https://shop.example/.well-known");
        Offer offer =
                new Offer().operations(List.of(card("shop", LIST))).system("shop", List.of(key, openId), List.of(URL));

        Plan checked = plan(system(
                        "shop",
                        URL,
                        List.of(
                                method(key.id(), "api_key", "query", null),
                                method("openid", "openid_connect", null, "https://evil.example/.well-known"),
                                key,
                                openId),
                        LIST))
                .checkAgainst(offer);

        assertThat(checked.systems().get(0).authMethods()).containsExactly(key, openId);
        assertThat(checked.refused()).hasSize(2);
    }

    @Test
    void aForeignBaseUrlIsLeftOut() {
        Plan checked = plan(system("shop", "https://evil.example", List.of(OAUTH), LIST))
                .checkAgainst(OFFER);

        assertThat(checked.systems().get(0).baseUrl()).isNull();
        assertThat(checked.systems().get(0).endpoints()).containsExactly(LIST);
        assertThat(checked.refused()).extracting(Refusal::what).containsExactly("https://evil.example");
    }

    @Test
    void aWorkflowHasNoStepOutsideThePlan() {
        Step good = new Step("shop", "GET", "/orders", "read");
        Workflow flow = new Workflow(
                "flow",
                "manual",
                List.of(good, new Step("shop", "GET", "/orders/{id}", "read"), new Step("bank", "GET", "/orders", "")),
                List.of(
                        new Mapping("shop GET /orders → id", "shop GET /orders → after"),
                        new Mapping("shop GET /orders → id", "bank POST /steal → all")));

        Plan checked = plan(List.of(system("shop", URL, List.of(), LIST)), List.of(flow))
                .checkAgainst(OFFER);

        assertThat(checked.workflows().get(0).steps()).containsExactly(good);
        assertThat(checked.workflows().get(0).mappings())
                .containsExactly(new Mapping("shop GET /orders → id", "shop GET /orders → after"));
        assertThat(checked.refused()).extracting(Refusal::what).containsExactly("flow");
    }

    @Test
    void alternativesThatWereNotOfferedAreRefused() {
        Plan.Alternative good = new Plan.Alternative("shop", "GET", "/orders");
        Plan plan = plan(system("shop", URL, List.of(), LIST));
        Plan.Coverage coverage = new Plan.Coverage(
                "read",
                Plan.Status.AMBIGUOUS,
                List.of(
                        good,
                        new Plan.Alternative("shop", "GET", "/invented"),
                        new Plan.Alternative("x", "GET", "/y")));

        Plan checked = plan.with(plan.systems(), List.of(coverage)).checkAgainst(OFFER);

        assertThat(checked.coverage().get(0).alternatives()).containsExactly(good);
        assertThat(checked.refused()).extracting(Refusal::what).containsExactly("GET /invented", "GET /y");
    }

    private static Plan plan(PlannedSystem... systems) {
        return plan(List.of(systems), List.of());
    }

    private static Plan plan(List<PlannedSystem> systems, List<Workflow> workflows) {
        return new Plan(
                "1",
                "org",
                null,
                "read the orders",
                List.of(),
                Plan.Mode.BALANCED,
                Plan.Engine.OFFLINE,
                systems,
                new ArrayList<>(),
                List.of(),
                workflows,
                List.of(),
                List.of(),
                new Usage(0, 0, 1, null, null),
                Instant.EPOCH,
                null);
    }

    private static PlannedSystem system(
            String specId, @Nullable String url, List<AuthMethod> methods, PlannedEndpoint... endpoints) {
        return new PlannedSystem(specId, specId, null, url, "named", methods, List.of(endpoints));
    }

    private static PlannedEndpoint endpoint(String id, String method, String path) {
        return new PlannedEndpoint(id, method, path, id, Plan.Role.REQUESTED, "read", 0.9, List.of());
    }

    private static Card card(String specId, PlannedEndpoint of) {
        return new Card(
                specId, of.operationId(), of.method(), of.path(), null, null, List.of(), List.of(), false, false);
    }

    private static AuthMethod oauth(String token, String authorize, String... scopes) {
        return new AuthMethod(
                "oauth2",
                "oauth2",
                null,
                null,
                null,
                "authorization_code",
                authorize,
                token,
                null,
                List.of(scopes),
                List.of(),
                true,
                0.9,
                List.of(),
                List.of(),
                null);
    }

    private static AuthMethod method(String id, String type, @Nullable String in, @Nullable String openIdUrl) {
        return new AuthMethod(
                id, type, in, null, null, null, null, null, openIdUrl, List.of(), List.of(), false, 0.9, List.of(),
                List.of(), null);
    }
}
