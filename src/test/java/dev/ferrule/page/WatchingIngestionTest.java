package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.connection.RemoteSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.test.context.TestPropertySource;

/** Specs that come while one looks on. With the properties of other tests, to share their application. */
@TestPropertySource(properties = {"ferrule.egress.allow-private=true", "ferrule.samples=false"})
class WatchingIngestionTest extends PageFerrule {

    @TempDir
    private Path folder;

    @Test
    void progressIsSeenAsItIsMade() {
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (RemoteSystem remote = new RemoteSystem()) {
            remote.at("/quick.json", 200, spec("Quick"));
            remote.at("/slow.json", request -> {
                try {
                    mayEnd.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return RemoteSystem.Response.of(200, spec("Slow"));
            });
            signIn();
            open("/catalogue/ingestions");
            browser().press("Add specs");
            browser().type("Addresses of documents", remote.url("/quick.json") + " " + remote.url("/slow.json"));
            browser().click(() -> browser().named("dialog[open] button", "Add"));

            browser().seePath("/catalogue/ingestions/[0-9a-f]+");
            browser().seeText("of 2 documents");
            browser().see("progress");
            mayEnd.countDown();
            browser().seeNo("progress");
            browser().seeText("2 documents");
        } finally {
            mayEnd.countDown();
        }
    }

    @Test
    void whatFailedSaysWhyAndWhatToDo() throws IOException {
        Path good = Files.writeString(folder.resolve("good.json"), spec("Good"));
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"openapi\":\"3.0.3\"");
        signIn();
        open("/catalogue/ingestions");
        browser().press("Add specs");
        browser()
                .driver
                .findElement(By.cssSelector("dialog[open] input[type=file][multiple]:not([webkitdirectory])"))
                .sendKeys(good + "\n" + bad);
        browser().seeText("2 files");
        browser().click(() -> browser().named("dialog[open] button", "Add"));

        browser().seePath("/catalogue/ingestions/[0-9a-f]+");
        browser().click(() -> browser().named("button", "Failed 1"));
        browser().see(".documents .failure code");
        assertThat(browser().text()).contains("bad.json", "What to do:");
    }

    private static String spec(String name) {
        return "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"" + name + " " + System.nanoTime()
                + "\",\"version\":\"1\"},\"paths\":{\"/things\":{\"get\":{\"summary\":\"List things\","
                + "\"responses\":{\"200\":{\"description\":\"ok\"}}}}}}";
    }
}
