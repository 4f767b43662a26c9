package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** From the first look to a tested endpoint, as somebody goes who has read nothing, on the sample specs. */
class JourneyTest extends PageFerrule {

    private static final String REQUIREMENT =
            "When a ticket is created in Desklamp, add a card in Plankwise and send an SMS with Pingwren";

    @Test
    void fromTheReadyLinkToATestedEndpoint() {
        awaitSamples();
        signIn();
        says();
        looksAtAReason();
        swapsAnEndpoint();
        answersAQuestion();
        builds();
        connectsWithAnApiKey();
        triesAnEndpointAtTheMock();
    }

    private void says() {
        browser().type("What should happen?", REQUIREMENT);
        browser().press("Make a plan");
        browser().seePath("/integrations/[0-9a-f]+/plan");
        browser().see("[data-role=assistant][data-state=complete]");
        browser().await("three systems are planned", () -> many("article.system") == 3 ? this : null);
    }

    private void looksAtAReason() {
        browser().click("article.system [data-endpoint] > summary");
        browser().see("article.system .reason .evidence code");
    }

    private void swapsAnEndpoint() {
        String before = planned();
        // Those of a clause that is covered are folded.
        browser().run("document.querySelectorAll('.clause details').forEach(one => one.open = true)");
        browser().click("button.alternative");
        browser().await("the plan is another", () -> planned().equals(before) ? null : before);
        browser().seeNo("[data-state=running]");
    }

    private String planned() {
        return String.valueOf((Object) browser()
                .run("return [...document.querySelectorAll('article.system [data-endpoint]')]"
                        + ".map(one => one.dataset.endpoint).join()"));
    }

    /** Whichever it is: which ones are asked depends on what is in the catalogue. */
    private void answersAQuestion() {
        browser().seeNo(".plan[aria-busy=true]");
        if (many("[data-importance]") == 0) {
            browser().click(".question-card .section-head button");
        }
        String question = browser().see("[data-importance]").getDomAttribute("data-question");
        browser().click("[data-question='" + question + "'] input[name=other]");
        boolean address =
                browser().see("[data-question='" + question + "']").getText().contains("base URL");
        browser().keys(address ? "https://plankwise.example/v1" : "my-own", Keys.ENTER);
        browser()
                .await(
                        "it is answered",
                        () -> many("[data-importance][data-question='" + question + "']") == 0 ? question : null);
    }

    private void builds() {
        browser().press("Build");
        browser().see("[data-outcome]");
        browser().see("#built-head");
        browser().seeNo("[data-state=running]");
    }

    private void connectsWithAnApiKey() {
        browser().follow("To the connections");
        browser().seePath("/integrations/[0-9a-f]+/connect");
        browser().click(() -> browser().named("a.button", "Connect Plankwise"));
        browser().seePath("/integrations/[0-9a-f]+/connect/[0-9a-f]+");
        browser().click(() -> browser().named(".standing button", "Connect"));
        browser().see("dialog[open] form");
        fillCredentials();
        browser().click("dialog[open] button.primary");
        // The system of a sample spec isn't there, which the check says; the connection is kept.
        browser().see("dialog[open] .found");
        browser().click(() -> browser().named("dialog[open] button", "Done"));
        browser().seeNo("dialog[open]");
        browser().see("fe-connections .rows-item.used");
        assertThat(browser().text()).doesNotContain("an-api-key-of-the-tests");
    }

    private void fillCredentials() {
        browser().see("dialog[open] input[name^='credential']");
        for (var field :
                browser().driver.findElements(By.cssSelector("dialog[open] input[name^='credential'][required]"))) {
            field.sendKeys("an-api-key-of-the-tests");
        }
    }

    private void triesAnEndpointAtTheMock() {
        browser().click("fe-connect-tree a[href*='/endpoints/']");
        browser().seePath("/integrations/[0-9a-f]+/connect/[0-9a-f]+/endpoints/[^/]+");
        browser().press("Send to the mock");
        browser().see("fe-response .http-status.good");
        browser().seeText("It keeps the contract.");
    }

    private int many(String css) {
        return browser().driver.findElements(By.cssSelector(css)).size();
    }
}
