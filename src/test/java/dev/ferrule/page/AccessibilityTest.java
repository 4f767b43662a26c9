package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Axe on every view, light and dark, wide and on a telephone. */
class AccessibilityTest extends PageFerrule {

    private static final String CONTRAST = "color-contrast";

    private static final String WIDER = """
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            const inFrame = one => { for (let up = one.parentElement; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== 'visible') return true; };
            return [...document.querySelectorAll('body *')]
              .filter(one => one.getBoundingClientRect().right > width + 1 && one.checkVisibility() && !inFrame(one))
              .slice(0, 3).map(one => 'wider than the screen: ' + one.outerHTML.slice(0, 200));
            """;

    @Test
    void noViewHasASeriousFinding() {
        Furnished all = furnish(
                "Accessible",
                "When an order is paid in Northcart, create an invoice in Ledgerly and tell the team in Parley");
        List<String> findings = new ArrayList<>(look("sign-in", "/"));
        signIn();
        all.addresses().forEach((view, address) -> findings.addAll(look(view, address)));

        assertThat(findings.stream().distinct().toList()).isEmpty();
    }

    /** Every rule at both widths; what the colours do, again in the dark. */
    private List<String> look(String view, String address) {
        List<String> findings = new ArrayList<>();
        openSettled(address);
        for (int width : new int[] {1600, 390}) {
            browser().size(width, 1000);
            browser().light();
            browser().settled();
            add(findings, view + ", light, " + width, Axe.findings(browser()));
            browser().dark();
            browser().settled();
            add(findings, view + ", dark, " + width, Axe.findings(browser(), CONTRAST));
            add(findings, view + ", " + width, sideways());
        }
        browser().light();
        browser().size(1600, 1000);
        return findings;
    }

    /** What makes the whole page wider than the screen; tables and diagrams may be moved within their own frames. */
    @SuppressWarnings("unchecked")
    private static List<String> sideways() {
        return (List<String>) (List<?>) browser().run(WIDER);
    }

    private static void add(List<String> findings, String where, List<String> found) {
        found.forEach(one -> findings.add(where + ": " + one));
    }
}
