package dev.ferrule.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
}
