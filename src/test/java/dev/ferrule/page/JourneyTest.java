package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** From the first look to a tested endpoint, as somebody goes who has read nothing. */
class JourneyTest extends PageFerrule {

    private static final String REQUIREMENT =
            "When an order is paid in Northcart, create an invoice in Ledgerly and tell the team in Parley";

    @Test
    void fromARequirementToAPlanThatIsChangedAndBuilt() {
        signIn();
        openIntegration("Order to invoice");

        browser().type("Message", REQUIREMENT);
        browser().press("Send");
        browser().see("[data-role=assistant][data-state=complete]");
        browser().see("article.system[aria-label='Ledgerly Accounting API']");
        assertThat(browser().driver.findElements(org.openqa.selenium.By.cssSelector("article.system")))
                .hasSize(3);

        // The evidence of an endpoint is one click away.
        browser().click("article.system[aria-label='Ledgerly Accounting API'] [data-endpoint] > summary");
        browser().see("article.system .reason .evidence code");

        swapsAnEndpoint();
        answersAQuestion();
        builds();
    }

    private void swapsAnEndpoint() {
        String before = planned();
        // Those of a clause that is covered are folded.
        browser().run("document.querySelectorAll('.clause details').forEach(one => one.open = true)");
        browser().click("button.alternative");
        browser().await("the plan is another", () -> planned().equals(before) ? null : before);
    }

    private String planned() {
        return String.valueOf((Object) browser()
                .run("return [...document.querySelectorAll('article.system [data-endpoint]')]"
                        + ".map(one => one.dataset.endpoint).join()"));
    }

    private void answersAQuestion() {
        int open = open();
        browser().click("[data-importance=high] input[name=other]");
        browser().keys("my-shop", Keys.ENTER);
        browser().await("it is answered", () -> open() < open ? open : null);
    }

    private int open() {
        return browser()
                .driver
                .findElements(org.openqa.selenium.By.cssSelector("[data-importance=high]"))
                .size();
    }

    private void builds() {
        browser().press("Build");
        browser().see("[data-outcome]");
        browser().see("#built-head");
    }

    /** Its page, with nothing said in it yet. */
    private void openIntegration(String name) {
        String id = post("/api/v1/integrations", "{\"name\":\"" + name + "\"}")
                .expect(201)
                .at("/id");
        open("/integrations/" + id + "/plan");
        browser().see("#message-box");
    }
}
