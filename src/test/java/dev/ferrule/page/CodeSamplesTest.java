package dev.ferrule.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The programs that the page writes are run: what they send is what was shown, whatever a spec or a value has in it. */
class CodeSamplesTest extends PageFerrule {

    private static final List<String> HOSTILE = List.of(
            "it's \"quoted\" `id` $(id) ${HOME} \\ back\\\\slash !bang %s %n #x",
            "one\ntwo\r\nthree\ttab\u0007bell",
            "\u00e4\u00f6\u00fc \u4e2d\u6587 \u202e turned \u2066 \ud83c\udf89 \u200b \u2028 \\u0041 \\n '; id; '",
            "@/etc/hosts",
            "'''\"\"\" */ // <!-- ${`id`} `",
            "x".repeat(70_000) + "\u00e4");

    private record Seen(String method, String uri, String odd, String token, byte[] body) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void listens() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            var headers = call.getRequestHeaders();
            seen.add(new Seen(
                    call.getRequestMethod(),
                    call.getRequestURI().toString(),
                    headers.getFirst("X-Odd"),
                    headers.getFirst("Authorization"),
                    call.getRequestBody().readAllBytes()));
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        server.start();
        open("/");
    }

    @AfterEach
    void falls() {
        server.stop(0);
    }

    @Test
    void curlSendsWhatIsShown() throws Exception {
        needs(isThere("bash", "-c", "curl --version"), "curl");
        for (String text : HOSTILE) {
            Path script = Files.writeString(folder.resolve("call.sh"), written("curl", text));
            run("bash", script.toString());
            assertSent(text);
        }
    }

    @Test
    void javaSendsWhatIsShown() throws Exception {
        for (String text : HOSTILE) {
            Path source = Files.writeString(folder.resolve("Call.java"), written("java", text));
            run(Path.of(System.getProperty("java.home"), "bin", "java").toString(), source.toString());
            assertSent(text);
        }
    }

    @Test
    void pythonSendsWhatIsShown() throws Exception {
        needs(isThere("python3", "-c", "import requests"), "python3 with requests");
        for (String text : HOSTILE) {
            Path script = Files.writeString(folder.resolve("call.py"), written("python", text));
            run("python3", script.toString());
            assertSent(text);
        }
    }

    /** The code of a language that this machine doesn't have cannot be run, which is said and not passed over. */
    private static void needs(boolean there, String what) {
        if (!there) {
            LoggerFactory.getLogger(CodeSamplesTest.class).warn("NOT TESTED, because it is not here: {}", what);
        }
        assumeTrue(there, "Needs " + what);
    }

    /** Run in the browser itself, with a fetch that only says what it was asked. */
    @Test
    void typeScriptAsksForWhatIsShown() {
        for (String text : HOSTILE) {
            Object asked = browser().driver.executeAsyncScript("""
                            const process = {env: {SHOP_TOKEN: "t'o$k", SHOP_API_KEY: "k&y"}};
                            const console = {log() {}};
                            let asked;
                            const fetch = async (url, options) => { asked = [url, options]; return {status: 200, text: async () => ''}; };
                            (async () => {
                            %s
                            })().then(() => arguments[0](JSON.stringify([asked[0], asked[1].method, asked[1].headers["X-Odd"], asked[1].headers.Authorization])), failure => arguments[0](String(failure)));
                            """.formatted(written("typescript", text)));
            assertThat(String.valueOf(asked)).contains("?q=%7B1%7D&api_key=k%26y", "\"POST\"", "Bearer t'o$k");
        }
    }

    private void assertSent(String text) {
        assertThat(seen).hasSize(1);
        Seen one = seen.get(0);
        assertThat(one.method()).isEqualTo("POST");
        assertThat(one.uri()).isEqualTo("/a%27b?q=%7B1%7D&api_key=k%26y");
        assertThat(one.odd()).isEqualTo(odd(text));
        assertThat(one.token()).isEqualTo("Bearer t'o$k");
        assertThat(new String(one.body(), UTF_8)).isEqualTo(text);
        seen.clear();
    }

    /** What fits into a header. */
    private static String odd(String text) {
        String plain = text.replaceAll("[^\\x21-\\x7e]", "");
        return plain.substring(0, Math.min(100, plain.length()));
    }

    private String written(String language, String text) {
        Map<String, Object> request = Map.of(
                "method",
                "POST",
                "url",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/a%27b?q=%7B1%7D&api_key=***",
                "headers",
                Map.of("Content-Type", "text/plain", "X-Odd", odd(text)),
                "format",
                "text",
                "text",
                text,
                "truncated",
                false);
        return String.valueOf(browser().driver.executeAsyncScript("""
                        const [language, request, done] = arguments;
                        import('/views/code.js').then(code => done(code[language](code.sketch(request, {type: 'bearer'}, 'Shop'))), failure => done(String(failure)));
                        """, language, request));
    }

    private static boolean isThere(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private void run(String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("SHOP_TOKEN", "t'o$k");
        builder.environment().put("SHOP_API_KEY", "k&y");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
