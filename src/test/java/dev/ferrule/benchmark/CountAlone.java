package dev.ferrule.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts the operations in a folder of JSON documents with nothing of ours: a method below a path is an operation. */
final class CountAlone {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private CountAlone() {}

    public static void main(String[] args) throws IOException {
        JsonMapper json = new JsonMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build());
        long operations = 0;
        for (Path file : ParserAlone.documents(Path.of(args[0]))) {
            JsonNode root = json.readTree(file.toFile());
            for (JsonNode path : root.path("paths")) {
                operations += operations(followed(root, path));
            }
        }
        System.out.println("operations=" + operations);
    }

    /** Those of one path. */
    static long operations(JsonNode path) {
        return path.propertyNames().stream().filter(METHODS::contains).count();
    }

    /** Two paths of the directory are references to other paths of their document. */
    private static JsonNode followed(JsonNode root, JsonNode path) {
        String reference = path.path("$ref").asString("");
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : path;
    }
}
