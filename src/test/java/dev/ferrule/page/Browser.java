package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A person at a browser, as tests need one: everything is waited for, and things are found by what is written on them. Nothing
 * here waits for a time to pass.
 */
final class Browser {

    // Only for a browser that hangs; every wait ends as soon as what it waits for is there.
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern REQUEST =
            Pattern.compile("\"Network\\.requestWillBeSent\".*?\"url\":\"((?:https?|wss?)://[^/\"]+)");

    /** The visible controls on which a text is written, or which are labelled so for screen readers. */
    private static final String NAMED = """
            const [selector, name] = arguments;
            const clean = text => (text ?? '').replace(/\\s+/g, ' ').trim();
            const shown = one => one.checkVisibility({visibilityProperty: true}) && !one.closest('[inert]');
            const all = [...document.querySelectorAll(selector)].filter(shown);
            const label = one => clean(one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent);
            return all.find(one => label(one) === name) ?? all.find(one => label(one).startsWith(name)) ?? null;
            """;

    private static final String SETTLED = """
            const main = document.querySelector('main');
            const undefinedOnes = [...document.querySelectorAll('*')].some(one => one.localName.includes('-') && !customElements.get(one.localName));
            return main !== null && main.innerText.trim() !== '' && !undefinedOnes
              && !document.querySelector('.spinner, [aria-busy="true"]');
            """;

    final ChromeDriver driver;

    Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    /** As somebody who was never here: no cookie, nothing stored, no earlier complaints. */
    void forgetEverything(URI base) {
        driver.get(base.resolve("/icon.svg").toString());
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.executeCdpCommand(
                "Storage.clearDataForOrigin",
                Map.of("origin", base.getScheme() + "://" + base.getAuthority(), "storageTypes", "all"));
        light();
        size(1600, 1000);
        logs(LogType.BROWSER);
        logs(LogType.PERFORMANCE);
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void light() {
        media("light");
    }

    void dark() {
        media("dark");
    }

    /** Without motion, so that what is seen doesn't depend on the moment. */
    private void media(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** The first element of this selector that can be seen. */
    WebElement see(String css) {
        return await(
                "'" + css + "' is to be seen",
                () -> driver.findElements(By.cssSelector(css)).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    /** That this text is somewhere on the page, as it is shown. */
    void seeText(String text) {
        await("the page says '" + text + "'", () -> text().contains(text) ? text : null);
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    void seeNo(String css) {
        await("no '" + css + "' is there", () -> has(css) ? null : css);
    }

    String text() {
        return String.valueOf((Object) run("return document.body?.innerText ?? ''"));
    }

    WebElement named(String css, String name) {
        return await("'" + css + "' named '" + name + "' is to be seen", () -> run(NAMED, css, name));
    }

    WebElement button(String name) {
        return named("button, [role=button], [role=tab], summary, a.button", name);
    }

    void press(String button) {
        click(() -> button(button));
    }

    void follow(String link) {
        click(() -> named("a[href]", link));
    }

    void click(String css) {
        click(() -> see(css));
    }

    /** Found anew each time, since the page may draw itself again in between. */
    void click(Supplier<WebElement> element) {
        await("it can be clicked", () -> {
            WebElement found = element.get();
            if (!found.isEnabled()) {
                return null;
            }
            try {
                found.click();
            } catch (ElementClickInterceptedException e) {
                // The foot of the page stays in sight and may be above it; a person would scroll on.
                run("arguments[0].scrollIntoView({block: 'center'})", found);
                throw e;
            }
            return found;
        });
    }

    void type(String label, String text) {
        await("'" + label + "' takes text", () -> {
            WebElement field = named("input, textarea, select", label);
            field.clear();
            field.sendKeys(text);
            return field;
        });
    }

    /** Takes the option of a list that begins so. */
    void choose(String label, String option) {
        await(
                "'" + label + "' has '" + option + "'",
                () -> run(
                        "const [list, option] = arguments; const found = [...list.options].find(one => one.text.trim().startsWith(option));"
                                + " if (!found) return null; list.value = found.value; list.dispatchEvent(new Event('change', {bubbles: true})); return list",
                        named("select", label),
                        option));
    }

    void keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    String path() {
        return URI.create(driver.getCurrentUrl()).getPath();
    }

    void seePath(String pattern) {
        await("the address is " + pattern, () -> path().matches(pattern) ? pattern : null);
    }

    /** That nothing on the page is on its way any more. */
    void settled() {
        await("the page has settled", () -> Boolean.TRUE.equals(run(SETTLED)) ? this : null);
        // Until what has changed is painted, also colours that came with another scheme.
        driver.executeAsyncScript(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    }

    @SuppressWarnings("unchecked")
    <T> @Nullable T run(String script, Object... arguments) {
        return (T) driver.executeScript(script, arguments);
    }

    <T> T await(String what, Supplier<@Nullable T> condition) {
        try {
            return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(30))
                    .ignoring(StaleElementReferenceException.class, NoSuchElementException.class)
                    .ignoring(ElementClickInterceptedException.class, ElementNotInteractableException.class)
                    .withMessage(() -> what + "; at " + driver.getCurrentUrl() + " there is:\n" + text())
                    .until(unused -> condition.get());
        } catch (TimeoutException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    void picture(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the console complained of since the last look: the policy, failed scripts, missing files. */
    List<String> complaints() {
        return logs(LogType.BROWSER).stream()
                // Refusals that the page asks for and shows, such as that nobody is signed in.
                .filter(line -> !line.matches(".*/api/v1/\\S* - Failed to load resource.* status of 4\\d\\d .*"))
                // Advice about password managers, which is not about a fault.
                .filter(line -> !line.contains(" - [DOM] "))
                .distinct()
                .toList();
    }

    void noComplaints() {
        assertThat(complaints()).as("what the browser's console says").isEmpty();
    }

    /** Which hosts were asked for anything since the last look. */
    Set<String> askedHosts() {
        Set<String> hosts = new TreeSet<>();
        for (String event : logs(LogType.PERFORMANCE)) {
            Matcher request = REQUEST.matcher(event);
            if (request.find()) {
                hosts.add(request.group(1));
            }
        }
        return hosts;
    }

    private List<String> logs(String kind) {
        List<String> lines = new ArrayList<>();
        driver.manage().logs().get(kind).forEach(entry -> lines.add(entry.getMessage()));
        return lines;
    }
}
