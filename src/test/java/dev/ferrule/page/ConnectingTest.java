package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Cookie;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.test.context.TestPropertySource;

/** Connections to a system that is really there. With the properties of the other tests that have one, to share their application. */
@TestPropertySource(properties = {"ferrule.egress.allow-private=true", "ferrule.samples=false"})
class ConnectingTest extends PageFerrule {

    private static final String CLIENT = "ferrule-in-the-browser";
    private static final String SECRET = "a-secret-that-is-long-enough-for-hs256";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static SystemOnThisMachine system;

    private String template;
    private String name;

    @BeforeAll
    static void startSystem() {
        system = new SystemOnThisMachine();
    }

    @AfterAll
    static void stopSystem() {
        if (system != null) {
            system.close();
        }
    }

    @BeforeEach
    void anIntegrationWithTheSystem() {
        name = "Parcelroom " + COUNT.incrementAndGet() + "x" + System.nanoTime();
        made("/specs", system.spec(name));
        String integration = made("/integrations", json("name", name));
        String chat = made("/integrations/" + integration + "/chats", "{}");
        say(chat, "plan", "List the parcels in " + name);
        say(chat, "build", "go");
        template = "/integrations/" + integration + "/connect/"
                + get("/api/v1/integrations/" + integration + "/connect").at("/templates/0/template/id");
        signIn();
        openSettled(template);
    }

    @Test
    void anApiKeyIsTriedAndUsedForALiveTestWhoseAnswerBreaksTheContract() {
        beginToConnect("API key");
        browser().click("dialog[open] input[name^='credential']");
        browser().keys(SystemOnThisMachine.KEY);
        browser().click("dialog[open] button.primary");
        browser().see("dialog[open] .found .badge.good");
        browser().click(() -> browser().named("dialog[open] button", "Done"));
        browser().see(".standing.good");

        browser().click("fe-connect-tree a[href*='/endpoints/']");
        browser().click(() -> browser().named(".choice-of", "Live system"));
        browser().press("Send to the system");

        browser().see("fe-response .http-status.good");
        browser().see("fe-response .notice.warn");
        assertThat(browser().text()).contains("/weight").doesNotContain(SystemOnThisMachine.KEY);
    }

    @Test
    void aLoginInAPopUpComesBackToThePage() {
        register(CLIENT);
        browser().driver.manage().addCookie(new Cookie("user", "ann"));

        beginToConnect("OAuth 2.0");
        browser().type("Client id", CLIENT);
        browser().type("Client secret", SECRET);
        assertThat(browser().see("dialog[open] fe-login-scopes ul").getText())
                .as("the least that its endpoint needs, and why")
                .contains("read", "Read parcels", "Needed for GET /parcels")
                .doesNotContain("Send parcels");
        browser().click("dialog[open] button.primary");

        browser().see("dialog[open] .found .badge.good");
        assertThat(browser().see("dialog[open] .found").getText()).contains("Granted: read");
        browser().click(() -> browser().named("dialog[open] button", "Done"));
        browser().see(".standing.good");
        browser()
                .await(
                        "the window has closed",
                        () -> browser().driver.getWindowHandles().size() == 1 ? this : null);
        assertThat(browser().text()).doesNotContain(SECRET);
    }

    @Test
    void aLoginThatFailsSaysWhyAndLeadsBackToTheForm() {
        String client = CLIENT + "-mistaken";
        register(client);
        browser().driver.manage().addCookie(new Cookie("user", "ann"));

        beginToConnect("OAuth 2.0");
        browser().type("Client id", client);
        browser().type("Client secret", "not-the-secret");
        browser().click("dialog[open] button.primary");

        assertThat(browser().see("dialog[open] [role=alert]").getText())
                .contains("look at client id and client secret", "invalid_client");
        browser().see("dialog[open] input[name='credential clientSecret']");
        closeOtherWindows();
    }

    @Test
    void aSignatureIsWrittenInThePageAndSignsWhatIsSent() {
        browser().press("Add an auth method");
        browser().choose("Kind", "Signature (HMAC)");
        browser().click("dialog[open] button.primary");
        assertThat(browser().focused().getAttribute("id"))
                .as("what is missing is asked for")
                .isEqualTo("setting-hmac-template");
        browser().type("What is signed", "{method}:{pathh}");
        browser().type("Under which name", "X-Signature");
        browser().click("dialog[open] button.primary");
        assertThat(browser().see("dialog[open] .wrong").getText()).contains("'pathh' is no part of a request");
        browser().type("What is signed", "{method}:{path}");
        browser().click("dialog[open] button.primary");
        browser().seeNo("dialog[open]");

        browser().press("Connect by Signature (HMAC)");
        browser().type("Secret", SystemOnThisMachine.SIGNING);
        browser().click("dialog[open] button.primary");
        browser().see("dialog[open] .found .badge.good");
        browser().click(() -> browser().named("dialog[open] button", "Done"));
        browser().see(".standing.good");

        browser().press("Edit Signature (HMAC)");
        browser().choose("Signature written as", "base64");
        browser().click("dialog[open] button.primary");
        browser().seeText("can go along as it is");
        browser().press("Bring it up to date");
        browser().see("dialog[open] .rows .badge.good");
        browser().click(() -> browser().named("dialog[open] button", "Done"));
        browser().press("Check");
        browser().see(".standing.bad");
    }

    @Test
    void anEmbeddedConnectorMakesALinkForAnEndUser() {
        browser().press("Let end users connect (embedded)");
        browser().see("fe-embedded form");
        browser().type("Their id in your product", "customer-17");
        browser().press("Make a connect link");

        String link = browser().see("fe-embedded .notice.good code").getText();
        assertThat(link).startsWith(uri("/connect/").toString());
        browser().see("fe-embedded [aria-label='End users with this integration switched on']");
        browser().driver.get(link);
        browser().seeText(name);
    }

    private void closeOtherWindows() {
        String own = browser().driver.getWindowHandle();
        for (String window : browser().driver.getWindowHandles()) {
            if (!window.equals(own)) {
                browser().driver.switchTo().window(window).close();
            }
        }
        browser().driver.switchTo().window(own);
    }

    private void register(String client) {
        system.logins.register(RegisteredClient.withId(client)
                .clientId(client)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri(uri("/api/v1/oauth2/callback").toString())
                .scope("read")
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .build());
    }

    /** The dialog, at the method whose name begins so. */
    private void beginToConnect(String method) {
        browser().click(() -> browser().named(".standing button", "Connect"));
        browser().choose("Auth method", method);
        browser().see("dialog[open] input");
    }
}
