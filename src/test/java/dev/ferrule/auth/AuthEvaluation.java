package dev.ferrule.auth;

import dev.ferrule.spec.ApiDescription;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures detection against labelled descriptions: {@code AuthEvaluation BENCH_FOLDER [details]}. Reads
 * {@code auth-dev/gold.jsonl} (as published and with all security stripped) and the labels of {@code real-dev}.
 */
public final class AuthEvaluation {

    /** One judged answer. */
    record Answer(String spec, List<String> gold, String said, double confidence, boolean right) {}

    private final Path bench;
    private final Function<byte[], ApiDescription> reader;

    AuthEvaluation(Path bench, Function<byte[], ApiDescription> reader) {
        this.bench = bench;
        this.reader = reader;
    }

    public static void main(String[] args) throws IOException {
        AuthEvaluation evaluation = new AuthEvaluation(Path.of(args[0]), new SpecReader()::read);
        boolean details = args.length > 1;
        print("as published", evaluation.connectors(false), details);
        print("security stripped", evaluation.connectors(true), details);
        print("real requirements", evaluation.requirements(), details);
    }

    /** A bearer token counts as an API key here, as the labels do not tell them apart. */
    List<Answer> connectors(boolean stripped) throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (JsonNode line : lines(bench.resolve("auth-dev/gold.jsonl"))) {
            JsonNode document = document(
                    bench.resolve("auth-dev/specs").resolve(line.path("spec").asString()));
            if (stripped) {
                strip(document);
            }
            AuthMethod top = AuthDetector.rank(AuthDetector.collect(reader.apply(bytes(document))), List.of())
                    .get(0);
            String said = top.type().equals("bearer") ? "api_key" : top.type();
            String gold = line.path("gold").asString();
            answers.add(
                    new Answer(line.path("spec").asString(), List.of(gold), said, top.confidence(), said.equals(gold)));
        }
        return answers;
    }

    /** Only the labelled operations are chosen, as a plan would. */
    List<Answer> requirements() throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (JsonNode line : lines(bench.resolve("real-dev/requirements.jsonl"))) {
            for (JsonNode system : line.path("systems")) {
                ApiDescription api = reader.apply(Files.readAllBytes(bench.resolve("real-dev/specs")
                        .resolve(system.path("spec").asString())));
                List<String> wanted = new ArrayList<>();
                system.path("endpoints")
                        .forEach(one -> wanted.add(one.path("anyOf").path(0).asString("")));
                List<Operation> chosen = api.operations().stream()
                        .filter(one -> wanted.contains(one.method() + " " + one.path()))
                        .toList();
                AuthMethod top =
                        AuthDetector.rank(AuthDetector.collect(api), chosen).get(0);
                List<String> gold = new ArrayList<>();
                system.path("auth").forEach(kind -> gold.add(kind.asString()));
                answers.add(new Answer(
                        system.path("spec").asString(), gold, kind(top), top.confidence(), gold.contains(kind(top))));
            }
        }
        return answers;
    }

    static String kind(AuthMethod method) {
        String detail =
                method.type().equals("oauth2") ? method.flow() : method.type().equals("api_key") ? method.in() : null;
        return detail == null ? method.type() : method.type() + "_" + detail;
    }

    static void strip(JsonNode document) {
        ObjectNode root = (ObjectNode) document;
        root.remove("securityDefinitions");
        root.remove("security");
        if (document.path("components") instanceof ObjectNode components) {
            components.remove("securitySchemes");
        }
        document.path("paths")
                .forEach(item -> item.forEach(operation -> {
                    if (operation instanceof ObjectNode node) {
                        node.remove("security");
                    }
                }));
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .map(JsonMapper.shared()::readTree)
                    .toList();
        }
    }

    private static byte[] bytes(JsonNode document) {
        return JsonMapper.shared().writeValueAsBytes(document);
    }

    private static JsonNode document(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    static void print(String title, List<Answer> answers, boolean details) {
        long right = answers.stream().filter(Answer::right).count();
        System.out.printf(
                Locale.ROOT,
                "%n%s: top-1 %.3f (%d of %d)%n",
                title,
                (double) right / answers.size(),
                right,
                answers.size());
        Map<String, Map<String, Integer>> confusion = new TreeMap<>();
        for (Answer answer : answers) {
            confusion
                    .computeIfAbsent(answer.gold().get(0), gold -> new TreeMap<>())
                    .merge(answer.said(), 1, Integer::sum);
        }
        confusion.forEach((gold, said) -> System.out.printf("  %-28s %s%n", gold, said));
        double brier = answers.stream()
                .mapToDouble(a -> Math.pow(a.confidence() - (a.right() ? 1 : 0), 2))
                .average()
                .orElse(0);
        System.out.printf(Locale.ROOT, "  confidence: Brier %.3f; bins (answers, mean confidence, right):%n", brier);
        for (double from = 0; from < 1; from += 0.1) {
            double low = from;
            List<Answer> bin = answers.stream()
                    .filter(a -> a.confidence() >= low - 1e-9 && a.confidence() < low + 0.1 - 1e-9)
                    .toList();
            if (!bin.isEmpty()) {
                System.out.printf(
                        Locale.ROOT,
                        "    %.1f-%.1f  %4d  %.2f  %.2f%n",
                        low,
                        low + 0.1,
                        bin.size(),
                        bin.stream().mapToDouble(Answer::confidence).average().orElse(0),
                        (double) bin.stream().filter(Answer::right).count() / bin.size());
            }
        }
        if (details) {
            answers.stream().filter(a -> !a.right()).forEach(a -> System.out.println("    WRONG " + a));
        }
    }
}
