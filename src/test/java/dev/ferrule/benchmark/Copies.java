package dev.ferrule.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents made of those of a folder, as many and as large: the same services of somebody else, with another title, server
 * and beginning of each path; or the next version of each.
 */
final class Copies {

    private static final List<String> OWNERS =
            List.of("alder", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine", "rowan", "yew");

    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private final List<Path> documents;

    Copies(Path folder) throws IOException {
        documents = ParserAlone.documents(folder);
    }

    /** @param number another one makes other services */
    void write(Path target, int number) throws IOException {
        write(documents, target, number);
    }

    private static void write(List<Path> documents, Path target, int number) throws IOException {
        Files.createDirectories(target);
        String owner = OWNERS.get(number % OWNERS.size()) + "x".repeat(number / OWNERS.size());
        for (int i = 0; i < documents.size(); i++) {
            ObjectNode root = (ObjectNode) JSON.readTree(documents.get(i).toFile());
            owned(root, owner);
            String text = JSON.writeValueAsString(root).replace("\"#/paths/~1", "\"#/paths/~1" + owner + "~1");
            Files.writeString(target.resolve(i + ".json"), text, StandardCharsets.UTF_8);
        }
    }

    private static void owned(ObjectNode root, String owner) {
        if (root.path("info") instanceof ObjectNode info) {
            info.put("title", info.path("title").asString("") + " of " + owner);
        }
        for (JsonNode server : root.path("servers")) {
            ((ObjectNode) server)
                    .put("url", server.path("url").asString("").replaceFirst("^(https?://)", "$1" + owner + "."));
        }
        if (root.path("paths") instanceof ObjectNode paths) {
            ObjectNode changed = JSON.createObjectNode();
            paths.properties()
                    .forEach(path -> changed.set(
                            path.getKey().startsWith("/") ? "/" + owner + path.getKey() : path.getKey(),
                            path.getValue()));
            root.set("paths", changed);
        }
    }

    /** Of each document one that says that it is newer and describes something else as it did. */
    static void nextVersions(Path folder, Path target) throws IOException {
        Files.createDirectories(target);
        for (Path document : ParserAlone.documents(folder)) {
            ObjectNode root = (ObjectNode) JSON.readTree(document.toFile());
            if (root.path("info") instanceof ObjectNode info) {
                info.put("version", info.path("version").asString("1") + ".1");
                info.put("description", info.path("description").asString("") + " Changed last night.");
            }
            Files.writeString(
                    target.resolve(document.getFileName()), JSON.writeValueAsString(root), StandardCharsets.UTF_8);
        }
    }

    /** Some services of no more than that many operations together, as large as the folder's operations are on average. */
    void sample(Path target, int operations, int number) throws IOException {
        long[] counts = new long[documents.size()];
        long[] sizes = new long[documents.size()];
        List<Integer> order = new ArrayList<>();
        double average = 0;
        long all = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = count(JSON.readTree(documents.get(i).toFile()));
            sizes[i] = Files.size(documents.get(i));
            all += counts[i];
            average += sizes[i];
            order.add(i);
        }
        average /= all;
        for (int seed = number * 1_000; ; seed++) {
            Collections.shuffle(order, new Random(seed));
            List<Path> chosen = new ArrayList<>();
            long sum = 0;
            long bytes = 0;
            for (int i : order) {
                if (sum + counts[i] <= operations && sum < operations * 0.98) {
                    sum += counts[i];
                    bytes += sizes[i];
                    chosen.add(documents.get(i));
                }
            }
            if (Math.abs((double) bytes / sum / average - 1) < 0.03) {
                write(chosen, target, number);
                return;
            }
        }
    }

    private static long count(JsonNode root) {
        long count = 0;
        for (JsonNode path : root.path("paths")) {
            count += CountAlone.operations(path);
        }
        return count;
    }
}
