package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Cookie;

class SignInTest extends PageFerrule {

    private static final String KEPT =
            "return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href, history.state])";

    @Test
    void theReadyLinkSignsInAndLeavesTheTokenNowhere() {
        signIn();

        assertThat(browser().driver.getCurrentUrl()).isEqualTo(uri("/").toString());
        assertThat(String.valueOf((Object) browser().run(KEPT))).doesNotContain(TOKEN);
        assertThat(browser().driver.manage().getCookies()).singleElement().satisfies(cookie -> {
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getSameSite()).isEqualTo("Strict");
            assertThat(cookie.getValue()).isNotEqualTo(TOKEN);
        });
        browser().driver.navigate().refresh();
        browser().see("header nav");
        browser().driver.navigate().back();
        assertThat(browser().driver.getCurrentUrl()).doesNotContain("token");
    }

    @Test
    void afterSigningOutTheCookieOfBeforeOpensNothing() {
        signIn();
        Cookie cookie = browser().driver.manage().getCookies().iterator().next();

        browser().press("Sign out");
        browser().see("fe-sign-in form");

        assertThat(browser().driver.manage().getCookies()).isEmpty();
        browser().driver.manage().addCookie(cookie);
        browser().driver.navigate().refresh();
        browser().see("fe-sign-in form");
    }

    @Test
    void theTokenTypedInOpensTheAddressThatWasAskedFor() {
        open("/catalogue?q=order");
        browser().type("Access token", "a-token-that-is-wrong");
        browser().press("Sign in");
        browser().seeText("wrong-token");

        browser().type("Access token", TOKEN);
        browser().press("Sign in");

        browser().see("header nav");
        browser().seePath("/catalogue");
        assertThat(browser().driver.getCurrentUrl()).endsWith("?q=order");
    }

    @Test
    void aSessionThatEndedElsewhereLeadsBackToTheSignIn() {
        signIn();
        browser().driver.manage().deleteAllCookies();

        open("/connectors");

        browser().see("fe-sign-in form");
    }

    @Test
    void anUnknownAddressOfThePageSaysSo() {
        signIn();
        browser().run("history.pushState(null, '', '/nothing/here'); dispatchEvent(new Event('popstate'))");

        browser().seeText("Nothing has this address");
    }
}
