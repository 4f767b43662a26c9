package dev.ferrule.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What axe-core finds wrong for people who can't see, hear or point well. */
final class Axe {

    private static final String SCRIPT = script();

    /** Findings that count, each with the rule, the element and what is wrong. */
    private static final String RUN = """
            const [rules, done] = arguments;
            const options = {resultTypes: ['violations'], ...(rules.length ? {runOnly: {type: 'rule', values: rules}} : {})};
            axe.run(document, options).then(
              found => done(found.violations
                .filter(one => one.impact === 'serious' || one.impact === 'critical')
                .flatMap(one => one.nodes.slice(0, 3).map(node =>
                  `${one.id} (${one.impact}): ${node.html.slice(0, 160)} — ${node.failureSummary.replace(/\\s+/g, ' ').slice(0, 240)}`))),
              failure => done([String(failure)]));
            """;

    private static final String CONTRAST = "color-contrast";

    /** What makes the whole page wider than the screen; tables and diagrams may be moved within their own frames. */
    private static final String WIDER = """
            const width = document.documentElement.clientWidth;
            const places = document.querySelector('.places');
            const cut = places && places.scrollWidth > places.clientWidth ? ['the places do not fit'] : [];
            if (document.documentElement.scrollWidth <= width) return cut;
            const inFrame = one => { for (let up = one.parentElement; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== 'visible') return true; };
            return cut.concat([...document.querySelectorAll('body *')]
              .filter(one => one.getBoundingClientRect().right > width + 1 && one.checkVisibility() && !inFrame(one))
              .slice(0, 3).map(one => 'wider than the screen: ' + one.outerHTML.slice(0, 200)));
            """;

    private Axe() {}

    private static String script() {
        try (InputStream script = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serious and critical findings on what is shown now, by all rules or only by these. */
    @SuppressWarnings("unchecked")
    static List<String> findings(Browser browser, String... rules) {
        if (!Boolean.TRUE.equals(browser.run("return 'axe' in window"))) {
            browser.run(SCRIPT);
            // What is out of sight is not styled until it is seen, and its colours are those of before.
            browser.run(
                    "const all = new CSSStyleSheet(); all.replaceSync('* { content-visibility: visible !important }');"
                            + " document.adoptedStyleSheets = [all]");
        }
        return (List<String>) browser.driver.executeAsyncScript(RUN, List.of(rules));
    }

    /** Every rule wide and on a telephone, what the colours do again in the dark, and what does not fit, down to 320 px. */
    static List<String> everywhere(Browser browser) {
        List<String> findings = new ArrayList<>();
        for (int width : new int[] {1600, 390}) {
            browser.size(width, 1000);
            browser.light();
            browser.settled();
            add(findings, "light, " + width, findings(browser));
            browser.dark();
            browser.settled();
            add(findings, "dark, " + width, findings(browser, CONTRAST));
            add(findings, width + " px", wider(browser));
        }
        browser.size(320, 1000);
        browser.settled();
        add(findings, "320 px", wider(browser));
        browser.light();
        browser.size(1600, 1000);
        return findings;
    }

    /** What does not fit into the width of the screen. */
    @SuppressWarnings("unchecked")
    static List<String> wider(Browser browser) {
        return (List<String>) Objects.requireNonNull(browser.<List<?>>run(WIDER));
    }

    private static void add(List<String> findings, String where, List<String> found) {
        found.forEach(one -> findings.add(where + ": " + one));
    }
}
