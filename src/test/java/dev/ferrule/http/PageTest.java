package dev.ferrule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service serves of the page, to somebody without a token. */
class PageTest extends RunningFerrule {

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern LINKED = Pattern.compile("<(?:link|script)[^>]* (?:href|src)=\"([^\"]+)\"");
    private static final Pattern IMPORTED =
            Pattern.compile("(?:^|[;}\\n])\\s*(?:import|export)\\b[^'\"()]*?['\"]([^'\"]+)['\"]");
    private static final Pattern ROUTE = Pattern.compile("\\['(/[^']*)', 'fe-");

    @Test
    void everyAddressThatThePageKnowsIsOpenAndTheSame() {
        String html = open("/").expect(200).body();
        Matcher route = ROUTE.matcher(open("/lib/router.js").expect(200).body());
        int routes = 0;
        while (route.find()) {
            String path = route.group(1).replaceAll(":tab\\(plan\\|connect\\)|:tab\\(connect\\)", "connect");
            Reply reply =
                    open(path.replaceAll(":\\w+", "6b0373586c0d01f89a741410")).expect(200);
            assertThat(reply.body()).as(path).isEqualTo(html);
            assertThat(reply.header("Content-Type")).hasValue("text/html;charset=UTF-8");
            routes++;
        }
        assertThat(routes).isGreaterThan(10);
    }

    @Test
    void thePolicyAllowsNothingFromElsewhereAndNoInlineScriptButTheImportMap() throws Exception {
        Reply reply = open("/").expect(200);
        Matcher map = IMPORT_MAP.matcher(reply.body());
        assertThat(map.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));

        assertThat(reply.header("Content-Security-Policy").orElseThrow().split("; "))
                .contains(
                        "default-src 'none'",
                        "script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'",
                        "style-src 'self'",
                        "img-src 'self' data: blob:",
                        "connect-src 'self'",
                        "base-uri 'none'",
                        "form-action 'self'",
                        "frame-ancestors 'none'",
                        "object-src 'none'")
                .noneMatch(directive -> directive.contains("unsafe-") || directive.contains("*"));
        assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(reply.header("Referrer-Policy")).hasValue("no-referrer");
        assertThat(reply.header("Cross-Origin-Opener-Policy")).hasValue("same-origin-allow-popups");
        assertThat(reply.header("Permissions-Policy").orElseThrow()).contains("camera=()");
        assertThat(reply.headers().allValues("Content-Security-Policy")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app.js", "/lib/api.js", "/css/base.css", "/icon.svg", "/signed-in.html", "/signed-in.js"})
    void filesAreOpenAndAskedForAnewByTheirContent(String path) {
        Reply reply = open(path).expect(200);

        assertThat(reply.header("Cache-Control")).hasValue("no-cache");
        String etag = reply.header("ETag").orElseThrow();
        assertThat(etag).startsWith("W/");
        assertThat(reply.header("Last-Modified")).isEmpty();
        assertThat(open(path, "If-None-Match", etag).expect(304).body()).isEmpty();
    }

    @Test
    void aLibraryIsServedByItsNameAndByItsVersion() {
        Reply lit = open("/webjars/lit/index.js").expect(200);
        assertThat(lit.header("Cache-Control")).hasValue("no-cache");
        assertThat(lit.header("Content-Type").orElseThrow()).startsWith("text/javascript");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app.js", "/css/base.css", "/lib/api.js"})
    void whatBrowsersGetIsCompressed(String path) {
        assertThat(open(path, "Accept-Encoding", "gzip").expect(200).header("Content-Encoding"))
                .hasValue("gzip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/catalogue/nothing",
                "/integrations",
                "/integrations/a/nothing",
                "/integrations/a/connect/b/endpoints",
                "/lib/nothing.js",
                "/views/",
                "/lib/",
                "/webjars/",
                "/webjars/lit/nothing.js"
            })
    void nothingIsFoundAtOtherAddresses(String path) {
        open(path).expectProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/specs",
                "/api/v1/session",
                "/api/v1/integrations",
                "/v3/api-docs",
                "/application.yml",
                "/dev/ferrule/enduser/connect.css",
                "/prompts/",
                "/actuator/env",
                "/lib/..;/api/v1/specs",
                "/lib/%2e%2e/application.yml"
            })
    void withoutATokenThereIsNothingButThePage(String path) {
        Reply reply = open(path);

        assertThat(reply.status()).isIn(400, 401, 404);
        assertThat(reply.header("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void thePageIsOnlyRead() {
        send(HttpRequest.newBuilder(uri("/")).POST(HttpRequest.BodyPublishers.ofString("x")))
                .expectProblem(401, "missing-token");
    }

    @Test
    void theFirstLoadIsUnder150KilobytesCompressed() {
        Map<String, Integer> sizes = firstLoad("/");

        assertThat(sizes).containsKeys("/", "/app.js", "/css/base.css", "/webjars/lit/index.js");
        assertThat(sizes.values().stream().mapToInt(Integer::intValue).sum())
                .as("compressed size of %s", sizes)
                .isLessThan(150_000);
    }

    /** What the page at this address loads before anybody does anything, with compressed sizes. */
    private Map<String, Integer> firstLoad(String start) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        String html = open(start).expect(200).body();
        sizes.put(start, compressed(html));
        Matcher map = IMPORT_MAP.matcher(html);
        Map<String, String> imports = map.find() ? imports(map.group(1)) : Map.of();
        ArrayDeque<String> waiting = new ArrayDeque<>();
        LINKED.matcher(html).results().forEach(linked -> waiting.add(linked.group(1)));
        while (!waiting.isEmpty()) {
            String path = waiting.remove();
            if (sizes.containsKey(path)) {
                continue;
            }
            String text = open(path).expect(200).body();
            sizes.put(path, compressed(text));
            if (path.endsWith(".js")) {
                for (Matcher found = IMPORTED.matcher(text); found.find(); ) {
                    waiting.add(address(path, found.group(1), imports));
                }
            }
        }
        return sizes;
    }

    private static Map<String, String> imports(String map) {
        Map<String, String> imports = new LinkedHashMap<>();
        Matcher entry = Pattern.compile("\"([^\"]+)\": \"([^\"]+)\"").matcher(map);
        while (entry.find()) {
            imports.put(entry.group(1), entry.group(2));
        }
        return imports;
    }

    private static String address(String from, String wanted, Map<String, String> imports) {
        if (wanted.startsWith(".") || wanted.startsWith("/")) {
            return URI.create(from).resolve(wanted).getPath();
        }
        String exact = imports.get(wanted);
        if (exact != null) {
            return exact;
        }
        List<String> folders = imports.keySet().stream()
                .filter(name -> name.endsWith("/") && wanted.startsWith(name))
                .toList();
        assertThat(folders).as("import of %s by %s", wanted, from).hasSize(1);
        return imports.get(folders.get(0)) + wanted.substring(folders.get(0).length());
    }

    private static int compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.size();
    }

    /** As a browser asks that knows no token. */
    private Reply open(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofMinutes(1));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }
}
