package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The whole way without a pointer. */
class KeyboardTest extends PageFerrule {

    private static final int MOST_STOPS = 400;

    @Test
    void fromARequirementToATestedEndpoint() {
        awaitSamples();
        signIn();
        browser().settled();
        keys(Keys.TAB);
        assertThat(browser().focused().getText()).isEqualTo("Skip to the content");
        keys(Keys.ENTER);
        assertThat(browser().focused().getDomAttribute("id")).isEqualTo("main");

        tabTo("#requirement");
        keys("Create an invoice in Ledgerly and tell the team in Parley", Keys.ENTER);
        browser().see("[data-role=assistant][data-state=complete]");
        browser().see("article.system");

        tabTo("article.system [data-endpoint] > summary");
        keys(Keys.ENTER);
        browser().see("article.system [data-endpoint][open] .evidence");

        tabTo(".plan-summary button.primary");
        keys(Keys.ENTER);
        browser().see("#built-head");
        browser().seeNo("[data-state=running]");

        tabTo("nav.tabs a[href*='/connect']");
        keys(Keys.ENTER);
        browser().seePath("/integrations/[0-9a-f]+/connect");
        tabTo(".connect-card a.button.primary");
        keys(Keys.ENTER);
        browser().seePath("/integrations/[0-9a-f]+/connect/[0-9a-f]+");
        escapeLeadsOutOfTheDialog();

        tabTo("fe-connect-tree a[href*='/endpoints/']");
        keys(Keys.ENTER);
        browser().see("fe-test-target");
        browser().settled();
        tabTo(".test-send button");
        keys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        browser().see("fe-response .http-status");
    }

    private void escapeLeadsOutOfTheDialog() {
        tabTo(".standing button.primary");
        WebElement opener = browser().focused();
        keys(Keys.ENTER);
        browser().see("dialog[open]");
        assertThat(isWithin("dialog[open]")).isTrue();
        keys(Keys.ESCAPE);
        browser().seeNo("dialog[open]");
        assertThat(browser().focused()).isEqualTo(opener);
    }

    /** By the tab key alone; every stop on the way must be seen. */
    private void tabTo(String css) {
        browser().see(css);
        for (int stops = 0; stops < MOST_STOPS; stops++) {
            if (isWithin(css)) {
                return;
            }
            keys(Keys.TAB);
            assertThat(browser().<String>run(HIDDEN))
                    .as("the focus cannot be seen")
                    .isEmpty();
        }
        throw new AssertionError("The tab key never leads to " + css);
    }

    private static final String HIDDEN = """
            const one = document.activeElement;
            if (one === document.body || one === null) return '';
            const style = getComputedStyle(one);
            const box = one.getBoundingClientRect();
            const near = one.closest('label, .field, .box, form, [class]') ?? one;
            const ringed = [one, near, one.nextElementSibling].some(each => each && (getComputedStyle(each).outlineStyle !== 'none' || getComputedStyle(each).boxShadow !== 'none'));
            return box.width * box.height > 0 && (ringed || style.outlineStyle !== 'none') ? '' : one.outerHTML.slice(0, 200);
            """;

    private static boolean isWithin(String css) {
        return Boolean.TRUE.equals(browser().run("return document.activeElement?.closest(arguments[0]) !== null", css));
    }

    private static void keys(CharSequence... keys) {
        browser().keys(keys);
    }
}
