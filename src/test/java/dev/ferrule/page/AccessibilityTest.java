package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Axe on every view, light and dark, wide and on a telephone. */
class AccessibilityTest extends PageFerrule {

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

    private List<String> look(String view, String address) {
        openSettled(address);
        return Axe.everywhere(browser()).stream()
                .map(found -> view + ", " + found)
                .toList();
    }
}
