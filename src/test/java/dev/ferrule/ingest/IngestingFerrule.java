package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;

/** Sends ingestions and waits for their end, as a client does: by listening. */
abstract class IngestingFerrule extends RunningFerrule {

    /** The ingestion as it has ended. */
    JsonNode ingest(Map<String, byte[]> files) {
        return ended(send(files, "").expect(202).at("/id"));
    }

    Reply send(Map<String, byte[]> files, String query) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        files.forEach((name, content) -> {
            form.writeBytes(("--files\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            form.writeBytes(content);
            form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        form.writeBytes("--files--\r\n".getBytes(StandardCharsets.UTF_8));
        return postBytes(
                "/api/v1/ingestions" + query,
                form.toByteArray(),
                "Content-Type",
                "multipart/form-data; boundary=files");
    }

    JsonNode ended(String id) {
        List<String> events = events(id);
        assertThat(events).contains("event:done");
        return get("/api/v1/ingestions/" + id).expect(200).json();
    }

    /** The lines of the stream, which ends with the job. */
    List<String> events(String id, String... headers) {
        HttpRequest request =
                request("/api/v1/ingestions/" + id + "/events", headers).GET().build();
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 204
                    ? List.of()
                    : response.body().lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** State or code of the failure by the last part of the name. */
    Map<String, String> items(String id, String query) {
        Map<String, String> items = new java.util.TreeMap<>();
        for (JsonNode item : allItems(id, query)) {
            String name = item.at("/name").asString();
            String code = item.at("/error/code").asString("");
            items.put(
                    name.substring(name.lastIndexOf('/') + 1),
                    code.isEmpty() ? item.at("/state").asString() : code);
        }
        return items;
    }

    List<JsonNode> allItems(String id, String query) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            Reply page = get("/api/v1/ingestions/" + id + "/items?limit=20" + query + cursor)
                    .expect(200);
            page.json().at("/items").forEach(items::add);
            cursor = page.at("/nextCursor") == null ? "" : "&cursor=" + page.at("/nextCursor");
        } while (!cursor.isEmpty());
        return items;
    }

    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
