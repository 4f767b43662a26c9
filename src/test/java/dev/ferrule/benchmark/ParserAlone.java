package dev.ferrule.benchmark;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lets swagger-parser read every document of a folder, and nothing else: the yardstick for the CPU time of an ingestion. */
final class ParserAlone {

    private ParserAlone() {}

    public static void main(String[] args) throws IOException {
        ParseOptions options = new ParseOptions();
        options.setResolve(false);
        int read = 0;
        for (Path file : documents(Path.of(args[0]))) {
            try {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                if (new OpenAPIV3Parser().readContents(text, null, options).getOpenAPI() != null) {
                    read++;
                }
            } catch (RuntimeException | StackOverflowError e) {
                System.err.println(file + ": " + e);
            }
        }
        System.out.println("documents=" + read);
        System.out.println("cpuSeconds=" + Usage.cpuSeconds());
        System.out.println("peakMegabytes=" + Usage.peakMegabytes());
    }

    static List<Path> documents(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
