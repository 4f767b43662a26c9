package dev.ferrule.evaluation;

import dev.ferrule.auth.AuthDetector;
import dev.ferrule.auth.AuthMethod;
import dev.ferrule.evaluation.AuthScore.Answer;
import dev.ferrule.spec.ApiDescription;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures the detection of auth methods by itself, on labelled requirements (only the labelled operations are chosen) and on
 * folders with {@code gold.jsonl}: descriptions as published, and with all that they declare taken out.
 */
public final class AuthEvaluation {

    private static final String GOLD = "gold.jsonl";

    private final EvaluationRequest request;
    private final SpecReader reader = new SpecReader();

    public AuthEvaluation(EvaluationRequest request) {
        this.request = request;
    }

    public List<AuthScore> evaluate() {
        List<AuthScore> scores = new ArrayList<>();
        try {
            for (Path folder : request.corpora()) {
                for (Path labelled : labelled(folder)) {
                    String name =
                            String.valueOf(labelled.toAbsolutePath().normalize().getFileName());
                    scores.add(score(name + ", as published", connectors(labelled, false)));
                    scores.add(score(name + ", declarations taken out", connectors(labelled, true)));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        for (Corpus corpus : request.read()) {
            if (corpus.bySystem()) {
                scores.add(score(corpus.name(), requirements(corpus)));
            }
        }
        return scores;
    }

    private AuthScore score(String name, List<Answer> answers) {
        return AuthScore.of(name, answers, request.worst());
    }

    private static List<Path> labelled(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.endsWith(GOLD))
                    .sorted()
                    .map(file -> file.resolveSibling(""))
                    .toList();
        }
    }

    /** A bearer token counts as an API key here, as the labels do not tell them apart. */
    private List<Answer> connectors(Path folder, boolean stripped) throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (JsonNode line : CorpusReader.lines(folder.resolve(GOLD))) {
            String spec = line.path("spec").asString();
            JsonNode document = JsonMapper.shared()
                    .readTree(Files.readString(folder.resolve("specs").resolve(spec)));
            if (stripped) {
                strip((ObjectNode) document);
            }
            ApiDescription api = reader.read(JsonMapper.shared().writeValueAsBytes(document));
            AuthMethod first = first(api, List.of());
            String said = first.type().equals("bearer") ? "api_key" : first.type();
            answers.add(new Answer(spec, List.of(line.path("gold").asString()), said, first.confidence()));
        }
        return answers;
    }

    private List<Answer> requirements(Corpus corpus) {
        Map<String, ApiDescription> read = new HashMap<>();
        corpus.specs().forEach((name, document) -> read.put(name, reader.read(document)));
        List<Answer> answers = new ArrayList<>();
        for (Corpus.Case one : corpus.cases()) {
            for (Corpus.System system : one.systems()) {
                ApiDescription api = java.util.Objects.requireNonNull(read.get(system.spec()));
                List<Operation> chosen = api.operations().stream()
                        .filter(operation -> isFirstAnswer(one, system.spec(), operation))
                        .toList();
                AuthMethod first = first(api, chosen);
                answers.add(new Answer(system.spec(), system.auth(), Attempt.kind(first), first.confidence()));
            }
        }
        return answers;
    }

    private static boolean isFirstAnswer(Corpus.Case one, String spec, Operation operation) {
        String key = Corpus.operation(spec, operation.method(), operation.path());
        return one.expected().stream()
                .anyMatch(expected -> expected.anyOf().stream().limit(1).anyMatch(key::equals));
    }

    private static AuthMethod first(ApiDescription api, List<Operation> chosen) {
        return AuthDetector.rank(AuthDetector.collect(api), chosen).get(0);
    }

    private static void strip(ObjectNode document) {
        document.remove("securityDefinitions");
        document.remove("security");
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
}
