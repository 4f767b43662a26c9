package dev.ferrule;

import com.mongodb.client.MongoClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole application on a random port, with a data folder of its own, for tests that speak HTTP to it. Test classes
 * extend it. All that add no bean and no property share one running application, so a test must not count on an empty
 * database: it makes what it needs, under names of its own. Specs are taken out again after each class.
 */
@TestExecutionListeners(listeners = TidyCatalogue.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
@SpringBootTest(classes = Ferrule.class, webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class RunningFerrule {

    /** The access token of the application under test. */
    protected static final String TOKEN = "a-token-that-only-the-tests-know";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    private int port;

    @Autowired
    protected MongoClient mongo;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        // Outside the lambda: one folder for each application, not one for each look at the property.
        Path data = Files.createTempDirectory("ferrule-test");
        settings.add("ferrule.data-dir", data::toString);
        settings.add("ferrule.token", () -> TOKEN);
        // Whatever model the developer's own shell names stays out of the tests.
        settings.add("OPENAI_BASE_URL", () -> "");
        settings.add("OPENAI_API_KEY", () -> "");
    }

    protected URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    protected Reply get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    protected Reply delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    /** {@code json} is JSON text. Headers are name, value, name, value…, here and below. */
    protected Reply post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    protected Reply put(String path, String json, String... headers) {
        return send("PUT", path, json, headers);
    }

    protected Reply patch(String path, String json, String... headers) {
        return send("PATCH", path, json, headers);
    }

    /** A body of any kind; give its {@code Content-Type} among the headers. */
    protected Reply postBytes(String path, byte[] body, String... headers) {
        return send(request(path, headers).POST(BodyPublishers.ofByteArray(body)));
    }

    /** One file of a form, as a browser uploads it. */
    protected Reply postFile(String path, String field, String fileName, byte[] content, String... headers) {
        return postForm(path, Map.of(field, content), fileName, headers);
    }

    /** Several files of a form, by the names of their fields. */
    protected Reply postForm(String path, Map<String, byte[]> files) {
        return postForm(path, files, "file.json");
    }

    private Reply postForm(String path, Map<String, byte[]> files, String fileName, String... headers) {
        String boundary = "boundary-" + Long.toHexString(System.nanoTime());
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        files.forEach((field, content) -> {
            form.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                            + fileName + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            form.writeBytes(content);
            form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        form.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path, headers)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(form.toByteArray())));
    }

    /** A request with the token and these headers, to be finished by hand. */
    protected HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofMinutes(2));
        request.header("Authorization", "Bearer " + TOKEN);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    protected Reply send(HttpRequest.Builder request) {
        try {
            return Reply.of(CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)), JSON);
        } catch (IOException e) {
            throw new IllegalStateException("No answer from the application under test", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Reply send(String method, String path, String json, String... headers) {
        BodyPublisher body = BodyPublishers.ofString(json, StandardCharsets.UTF_8);
        HttpRequest.Builder request = request(path, "Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.method(method, body));
    }
}
