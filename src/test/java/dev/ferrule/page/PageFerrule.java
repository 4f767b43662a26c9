package dev.ferrule.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferrule.RunningFerrule;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/** The application with a browser before it, in which nobody is signed in when a test begins. */
abstract class PageFerrule extends RunningFerrule {

    private static final String MISSING =
            "THE PAGE IS NOT TESTED: no chromium with chromedriver is on the PATH (Debian: chromium, chromium-driver)";

    @BeforeAll
    static void needsABrowser() {
        if (!Chromium.isThere()) {
            LoggerFactory.getLogger(PageFerrule.class).warn(MISSING);
        }
        assumeTrue(Chromium.isThere(), MISSING);
    }

    @BeforeEach
    void beginAnew() {
        browser().forgetEverything(uri("/"));
    }

    @AfterEach
    void theBrowserHasNothingToComplainOf() {
        browser().noComplaints();
    }

    static Browser browser() {
        return Chromium.shared();
    }

    /** By the ready link, as it is printed at the first start. */
    void signIn() {
        open("/#token=" + TOKEN);
        browser().see("header nav");
    }

    void open(String pathAndQuery) {
        URI address = uri(pathAndQuery);
        browser().open(address);
    }
}
