package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Axe on every view, light and dark, wide and on a telephone. */
class AccessibilityTest extends PageFerrule {

    private static final String CONTRAST = "color-contrast";

    @Test
    void noViewHasASeriousFinding() {
        Furnished all = furnish(
                "Accessible", "When an order is paid in Northcart, create an invoice in Ledgerly and tell the team in Parley");
        List<String> findings = new ArrayList<>(look("sign-in", "/"));
        signIn();
        all.addresses().forEach((view, address) -> findings.addAll(look(view, address)));

        assertThat(findings).isEmpty();
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
            assertThat(sideways()).as("%s at %s is cut off on the right by", view, width).isEqualTo("0");
        }
        browser().light();
        browser().size(1600, 1000);
        return findings;
    }

    /** By how much the whole page could be moved sideways. */
    private static String sideways() {
        return String.valueOf((Object) browser()
                .run("const root = document.documentElement; return String(Math.max(0, root.scrollWidth - root.clientWidth))"));
    }

    private static void add(List<String> findings, String where, List<String> found) {
        found.forEach(one -> findings.add(where + ": " + one));
    }
}
