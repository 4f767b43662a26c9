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
        system.logins.register(RegisteredClient.withId(CLIENT)
                .clientId(CLIENT)
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
        browser().driver.manage().addCookie(new Cookie("user", "ann"));

        beginToConnect("OAuth 2.0");
        browser().type("Client id", CLIENT);
        browser().type("Client secret", SECRET);
        browser().click("dialog[open] button.primary");

        browser().see("dialog[open] .found .badge.good");
        browser().click(() -> browser().named("dialog[open] button", "Done"));
        browser().see(".standing.good");
        browser()
                .await(
                        "the window has closed",
                        () -> browser().driver.getWindowHandles().size() == 1 ? this : null);
        assertThat(browser().text()).doesNotContain(SECRET);
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

    /** The dialog, at the method whose name begins so. */
    private void beginToConnect(String method) {
        browser().click(() -> browser().named(".standing button", "Connect"));
        browser().choose("Auth method", method);
        browser().see("dialog[open] input");
    }
}
