package dev.ferrule.ingest;

import dev.ferrule.Ferrule;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service in a process of its own, with as much memory as is said. */
final class ServiceProcess implements AutoCloseable {

    private static final String TOKEN = "a-token-of-this-process-only";
    private static final String READY = "Ready on port ";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param answer of whatever status, with what it took */
    record Answered(int status, String body, double seconds) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        /** The status, or the code of the problem. */
        String word() {
            String code =
                    status < 400 || body.isEmpty() ? "" : json().at("/code").asString("");
            return code.isEmpty() ? Integer.toString(status) : code;
        }
    }

    ServiceProcess(Path data, Path log, String... jvm) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(jvm));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Ferrule.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("FERRULE_TOKEN", TOKEN);
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("FERRULE_DATA_DIR", data.toString());
        process = builder.redirectErrorStream(true).start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String ready = null;
        StringBuilder said = new StringBuilder();
        for (String line; ready == null && (line = lines.readLine()) != null; ) {
            said.append(line).append('\n');
            ready = line.contains(READY) ? line : null;
        }
        if (ready == null) {
            throw new IllegalStateException(said.toString());
        }
        port = Integer.parseInt(
                ready.substring(ready.indexOf(READY) + READY.length()).strip());
        Thread drain = new Thread(() -> drain(lines, log), "drain");
        drain.setDaemon(true);
        drain.start();
    }

    private static void drain(BufferedReader lines, Path log) {
        try (var out = Files.newBufferedWriter(log)) {
            for (String line; (line = lines.readLine()) != null; ) {
                out.write(line);
                out.newLine();
                out.flush();
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Resident megabytes, now and at most; where /proc tells. */
    String memory() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return "?";
        }
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS") || line.startsWith("VmHWM")) {
                text.append(Long.parseLong(line.replaceAll("\\D", "")) / 1024).append(' ');
            }
        }
        return text.toString();
    }

    Answered get(String path) {
        return send(request(path).GET());
    }

    Answered post(String path, String type, byte[] body) {
        return send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    Answered postFile(String path, String name, byte[] content) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--file\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content);
        form.writeBytes("\r\n--file--\r\n".getBytes(StandardCharsets.UTF_8));
        return post(path, "multipart/form-data; boundary=file", form.toByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(10))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private Answered send(HttpRequest.Builder request) {
        long begun = System.nanoTime();
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answered(response.statusCode(), response.body(), (System.nanoTime() - begun) / 1e9);
        } catch (IOException e) {
            return new Answered(0, "", (System.nanoTime() - begun) / 1e9);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
