package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Axe on what opens when somebody asks for it: dialogs, menus, lists that come while one types, folded parts. */
class OpenedPartsTest extends PageFerrule {

    private static final String UNFOLD = "document.querySelectorAll('details').forEach(one => one.open = true)";
    private static final String DIALOG = "dialog[open] :is(input, button)";

    private final List<String> findings = new ArrayList<>();

    @Test
    void nothingThatOpensHasASeriousFinding() {
        Furnished all = furnish(
                "Opened",
                "When an order is paid in Northcart, create an invoice in Ledgerly and tell the team in Parley");
        signIn();
        inTheWorkspace(all);
        inTheCatalogue(all);
        atConnectors(all);

        assertThat(findings.stream().distinct().toList()).isEmpty();
    }

    private void inTheWorkspace(Furnished all) {
        String plan = all.addresses().get("plan");
        look("renaming an integration", "/", () -> dialog("Rename Opened"));
        look("deleting an integration", "/", () -> dialog("Delete Opened"));
        look("the list of chats", plan, () -> {
            browser().click(".chat-switch");
            browser().see(".chat-list");
        });
        look("a mention", plan, () -> {
            browser().type("Message", "@nor");
            browser().see(".mentions [role=option]");
        });
        look("an address to attach", plan, () -> {
            browser().press("Attach by address");
            browser().see("#attach-address");
        });
        look("an edited message", plan, () -> {
            browser().press("Edit and send again");
            browser().see(".editing");
        });
        look("the plan unfolded", plan, () -> browser().run(UNFOLD));
    }

    private void inTheCatalogue(Furnished all) {
        look("adding specs", "/catalogue/ingestions", () -> dialog("Add specs"));
        look("adding a source", "/catalogue/sources", () -> dialog("Add a source"));
        look("deleting a spec", "/catalogue/specs/" + all.spec(), () -> dialog("Delete"));
        look(
                "a spec unfolded",
                "/catalogue/specs/" + all.spec(),
                () -> browser().run(UNFOLD));
    }

    private void atConnectors(Furnished all) {
        String template = all.addresses().get("template");
        String connector = "/connectors/" + all.connector();
        look("adding a connector", all.addresses().get("connect"), () -> dialog("Add a connector"));
        look("connecting", template, () -> {
            browser().click(() -> browser().named(".standing button", "Connect"));
            browser().see(DIALOG);
        });
        look("a template unfolded", template, () -> browser().run(UNFOLD));
        look(
                "an endpoint unfolded",
                all.addresses().get("endpoint"),
                () -> browser().run(UNFOLD));
        look("a connector unfolded", connector, () -> browser().run(UNFOLD));
        look("an auth method", connector, () -> dialog("Add an auth method"));
        look("adding endpoints", connector, () -> dialog("Add endpoints"));
    }

    private static void dialog(String button) {
        browser().press(button);
        browser().see(DIALOG);
    }

    private void look(String part, String address, Runnable opening) {
        openSettled(address);
        opening.run();
        browser().settled();
        Axe.everywhere(browser()).forEach(found -> findings.add(part + ", " + found));
    }
}
