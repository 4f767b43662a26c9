package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service is gone for a while, as after a cable was pulled or while it is started anew. */
class OfflineTest extends PageFerrule {

    private static final String REQUIREMENT = "Send an SMS with Pingwren";

    @AfterEach
    void plugIn() {
        network(true);
        // That nothing could be reached is what the console has to say here.
        assertThat(browser().complaints())
                .allMatch(line -> line.contains("net::ERR_") || line.contains("/lib/part.js"));
    }

    @Test
    void whatWasTypedStaysAndIsSentWhenTheServiceIsBack() {
        awaitSamples();
        signIn();
        String integration = made("/integrations", json("name", "Unplugged"));
        openSettled("/integrations/" + integration + "/plan");
        network(false);
        browser().seeText("The service cannot be reached.");
        browser().type("Message", REQUIREMENT);
        browser().press("Send");
        browser().see(".chat-problem");
        assertThat(typed()).isEqualTo(REQUIREMENT);

        network(true);
        browser().seeNo(".offline");
        browser().seeNo(".chat-problem");
        assertThat(typed()).isEqualTo(REQUIREMENT);
        browser().press("Send");
        browser().see("[data-role=assistant][data-state=complete]");
    }

    @Test
    void aViewThatCouldNotBeFetchedComesWhenTheServiceIsBack() {
        signIn();
        browser().settled();
        network(false);
        browser().seeText("The service cannot be reached.");
        browser().follow("Connectors");
        browser().seeText("This part of the page could not be loaded.");
        browser().button("Try again");

        network(true);
        browser().seeNo(".offline");
        browser().see("fe-connectors h1");
    }

    private static String typed() {
        return String.valueOf((Object) browser().run("return document.querySelector('#message-box').value"));
    }

    private static void network(boolean there) {
        browser().driver.executeCdpCommand("Network.enable", Map.of());
        browser()
                .driver
                .executeCdpCommand(
                        "Network.emulateNetworkConditions",
                        Map.of("offline", !there, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }
}
