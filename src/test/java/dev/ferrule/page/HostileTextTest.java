package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A spec that tries to be more than text: whatever it says, the page stays as it is. */
class HostileTextTest extends PageFerrule {

    private static final String SCRIPT = "<script>window.pwned = 1</script>";
    private static final String EVENT =
            "<img src=x onerror=\"window.pwned = 2\"><svg onload=\"window.pwned = 3\"></svg>";
    private static final String MARKDOWN = "[click](javascript:window.pwned=4) ![p](https://evil.example/p.png)"
            + " <javascript:window.pwned=5> [a]: https://evil.example 'x' <iframe src='https://evil.example'></iframe>";
    private static final String TEMPLATE =
            "${window.pwned = 6} {{constructor.constructor('window.pwned = 7')()}} <!--?lit$1$--> <?>";
    private static final String TURNED = "safe \u202Egpj.exe\u2066 name";
    private static final String LOOKALIKE = "https://www.\u0430pple.example/login";

    /** Everything that only a hostile text could have put there. */
    private static final String FOREIGN = """
            const own = new URL(location.href).origin;
            const found = [];
            if ('pwned' in window) found.push('a script ran: ' + window.pwned);
            for (const one of document.querySelectorAll('iframe, object, embed, base, meta[http-equiv], form[action]')) found.push(one.outerHTML);
            for (const one of document.querySelectorAll('script')) if (one.src ? !one.src.startsWith(own) : one.type !== 'importmap') found.push(one.outerHTML);
            for (const one of document.querySelectorAll('*')) {
              for (const {name, value} of one.attributes) if (name.startsWith('on') || /^\\s*javascript:/i.test(value)) found.push(one.outerHTML);
              if (one.src && !String(one.src).startsWith(own) && !/^(data|blob):/.test(one.src)) found.push(one.outerHTML);
            }
            for (const link of document.querySelectorAll('a[href]')) {
              if (link.origin === own) continue;
              if (!/^https?:$/.test(link.protocol)) found.push('leads to ' + link.href);
              if (link.target !== '_blank' || !/noopener/.test(link.rel) || !/noreferrer/.test(link.rel)) found.push('not closed off: ' + link.outerHTML);
              if (!(link.textContent + link.nextElementSibling?.textContent).includes(link.host)) found.push('hides its host ' + link.host + ': ' + link.outerHTML);
            }
            return found;
            """;

    /** Text that turns the direction of writing, where it would turn what stands beside it, too. */
    private static final String TURNING = """
            const found = [];
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
              if (!/[\\u202A-\\u202E\\u2066-\\u2069]/.test(walk.currentNode.data)) continue;
              let one = walk.currentNode.parentElement;
              const text = walk.currentNode.data.trim();
              while (getComputedStyle(one).display === 'inline' && getComputedStyle(one).unicodeBidi === 'normal') one = one.parentElement;
              const contained = getComputedStyle(one).unicodeBidi !== 'normal' || one.textContent.trim() === text || one.localName === 'textarea';
              if (!contained && one.checkVisibility()) found.push(one.outerHTML.slice(0, 300));
            }
            return found;
            """;

    @Test
    void hostileTextChangesNothing() {
        String title = "Crooked " + System.nanoTime();
        String spec = made("/specs", document(title));
        Furnished all = furnish("Crooked " + EVENT, "Create an order in " + title + " and " + MARKDOWN + SCRIPT);
        signIn();
        browser().askedHosts();

        Map<String, String> addresses = new LinkedHashMap<>(all.addresses());
        addresses.put("hostile spec", "/catalogue/specs/" + spec);
        addresses.put("its operation", "/catalogue/specs/" + spec + "?operation=POST%20%2Forders%2F%7Bid%7D");
        addresses.put("search", "/catalogue?q=" + title.replace(" ", "%20"));
        addresses.put("hostile words", "/catalogue?q=%3Cscript%3Ewindow.pwned%3D8%3C%2Fscript%3E");
        addresses.forEach(this::isUnmoved);

        assertThat(browser().askedHosts()).containsOnly("http://" + uri("/").getAuthority());
    }

    private void isUnmoved(String view, String address) {
        openSettled(address);
        // What is folded is as hostile as what is not.
        browser().run("document.querySelectorAll('details').forEach(one => one.open = true)");
        browser().settled();
        assertThat((List<?>) browser().run(FOREIGN))
                .as(view + " has been changed")
                .isEmpty();
        assertThat((List<?>) browser().run(TURNING))
                .as(view + " is turned around")
                .isEmpty();
        browser().noComplaints();
    }

    private static String document(String title) {
        Map<String, Object> schema = Map.of(
                "type",
                "object",
                "description",
                MARKDOWN + TEMPLATE,
                "required",
                List.of("id", "<b>bold</b>"),
                "properties",
                Map.of(
                        "id", Map.of("type", "string", "description", EVENT, "example", SCRIPT),
                        "<b>bold</b>",
                                Map.of(
                                        "type",
                                        "string",
                                        "enum",
                                        List.of(SCRIPT, "javascript:window.pwned=9"),
                                        "description",
                                        TURNED),
                        "__proto__", Map.of("type", "string", "default", EVENT)));
        Map<String, Object> answer = Map.of(
                "200",
                Map.of(
                        "description",
                        SCRIPT + MARKDOWN,
                        "content",
                        Map.of(
                                "application/json",
                                Map.of("schema", schema, "example", Map.of("id", EVENT, "<b>bold</b>", SCRIPT)))));
        Map<String, Object> operation = Map.of(
                "operationId",
                "createOrder\"><script>window.pwned=10</script>",
                "summary",
                "Create an order " + TURNED,
                "description",
                "Creates an order. " + SCRIPT + EVENT + MARKDOWN + TEMPLATE,
                "externalDocs",
                Map.of("url", "javascript:window.pwned=11", "description", SCRIPT),
                "tags",
                List.of(EVENT),
                "parameters",
                List.of(
                        Map.of(
                                "name",
                                "id",
                                "in",
                                "path",
                                "required",
                                true,
                                "schema",
                                Map.of("type", "string"),
                                "description",
                                EVENT,
                                "example",
                                SCRIPT),
                        Map.of(
                                "name",
                                "q\" onfocus=\"window.pwned=12\" autofocus=\"",
                                "in",
                                "query",
                                "schema",
                                Map.of("type", "string"),
                                "description",
                                TURNED)),
                "requestBody",
                Map.of("description", SCRIPT, "content", Map.of("application/json", Map.of("schema", schema))),
                "responses",
                answer);
        return tools.jackson.databind.json.JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "openapi", "3.0.3",
                        "info",
                                Map.of(
                                        "title",
                                        title + " " + SCRIPT + EVENT,
                                        "version",
                                        "1" + SCRIPT,
                                        "description",
                                        SCRIPT + EVENT + MARKDOWN + TEMPLATE + TURNED,
                                        "termsOfService",
                                        "javascript:window.pwned=13",
                                        "contact",
                                        Map.of("name", EVENT, "url", "javascript:window.pwned=14", "email", SCRIPT),
                                        "license",
                                        Map.of("name", SCRIPT, "url", LOOKALIKE)),
                        "externalDocs", Map.of("url", LOOKALIKE, "description", "Documentation " + TURNED),
                        "servers",
                                List.of(Map.of(
                                        "url",
                                        "https://api.crooked.example/{v}",
                                        "description",
                                        EVENT,
                                        "variables",
                                        Map.of(
                                                "v",
                                                Map.of(
                                                        "default",
                                                        "1",
                                                        "enum",
                                                        List.of("1", SCRIPT),
                                                        "description",
                                                        SCRIPT)))),
                        "security", List.of(Map.of("key", List.of())),
                        "components",
                                Map.of(
                                        "securitySchemes",
                                        Map.of(
                                                "key",
                                                Map.of(
                                                        "type",
                                                        "apiKey",
                                                        "in",
                                                        "header",
                                                        "name",
                                                        "X-Key",
                                                        "description",
                                                        SCRIPT + MARKDOWN + TURNED))),
                        "paths",
                                Map.of(
                                        "/orders/{id}",
                                        Map.of("post", operation),
                                        "/orders",
                                        Map.of("get", Map.of("summary", SCRIPT, "responses", answer)))));
    }
}
