package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ferrule.problem.Problem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.converter.SwaggerConverter;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads every document of a folder with {@link SpecReader} and with swagger-parser alone, in one run, and compares CPU
 * time and operations. To be run by hand:
 *
 * <pre>
 * mvn test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp target/classes:target/test-classes:$(cat target/classpath) dev.ferrule.spec.SpecReaderBenchmark FOLDER [ours|theirs|both]
 * </pre>
 */
final class SpecReaderBenchmark {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final ObjectMapper JSON = new JsonMapper();

    private SpecReaderBenchmark() {}

    public static void main(String[] args) throws IOException {
        String who = args.length > 1 ? args[1] : "both";
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(args[0]))) {
            files = all.filter(file -> file.toString().matches(".*\\.(json|ya?ml)") && !file.endsWith("metrics.json"))
                    .sorted()
                    .toList();
        }
        System.out.println(files.size() + " files");
        if (!who.equals("theirs")) {
            run("ours (first pass)", files, SpecReaderBenchmark::ours);
            run("ours (second pass)", files, SpecReaderBenchmark::ours);
        }
        if (!who.equals("ours")) {
            run("swagger-parser alone (first pass)", files, SpecReaderBenchmark::theirs);
            run("swagger-parser alone (second pass)", files, SpecReaderBenchmark::theirs);
        }
        if (!who.equals("theirs")) {
            run("independent count", files, SpecReaderBenchmark::counted);
            compare(files);
        }
    }

    private interface Reading {
        long operations(byte[] document) throws IOException;
    }

    private static final SpecReader READER = new SpecReader();

    private static long ours(byte[] document) {
        long[] count = {0};
        READER.read(document, operation -> count[0]++);
        return count[0];
    }

    private static long theirs(byte[] document) {
        ParseOptions options = new ParseOptions();
        options.setResolve(false);
        String text = new String(document, StandardCharsets.UTF_8);
        var read = new OpenAPIV3Parser().readContents(text, null, options).getOpenAPI();
        if (read == null) {
            read = new SwaggerConverter().readContents(text, null, options).getOpenAPI();
        }
        return read == null || read.getPaths() == null
                ? 0
                : read.getPaths().values().stream()
                        .mapToLong(path -> path.readOperations().size())
                        .sum();
    }

    private static long counted(byte[] document) throws IOException {
        long count = 0;
        JsonNode paths = JSON.readTree(document).path("paths");
        for (var path : paths.properties()) {
            if (!path.getKey().startsWith("x-")) {
                for (var method : path.getValue().properties()) {
                    count += METHODS.contains(method.getKey())
                                    && method.getValue().isObject()
                            ? 1
                            : 0;
                }
            }
        }
        return count;
    }

    private static void run(String title, List<Path> files, Reading reading) {
        System.gc();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long cpu = cpu();
        long wall = System.nanoTime();
        long operations = 0;
        int failed = 0;
        for (Path file : files) {
            try {
                operations += reading.operations(Files.readAllBytes(file));
            } catch (Problem problem) {
                failed++;
                System.out.println("  " + file + ": " + problem.code() + " " + problem.getMessage());
            } catch (Exception e) {
                failed++;
                System.out.println("  " + file + ": " + e);
            }
        }
        long peak = pools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        System.out.printf(
                "%s: %.1f CPU-s, %.1f s, heap peak at most %d MB, %d operations, %d failed%n",
                title, (cpu() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9, peak >> 20, operations, failed);
    }

    /** Prints each file in which our operations differ from what a plain look at the tree counts. */
    private static void compare(List<Path> files) throws IOException {
        for (Path file : files) {
            byte[] document = Files.readAllBytes(file);
            try {
                long ours = ours(document);
                long counted = counted(document);
                if (ours != counted) {
                    System.out.println("  " + file + ": ours " + ours + ", counted " + counted);
                }
            } catch (Exception e) {
                System.out.println("  " + file + ": not compared, " + e.getMessage());
            }
        }
    }

    private static Stream<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
