package dev.ferrule.evaluation;

import dev.ferrule.evaluation.Corpus.Case;
import dev.ferrule.evaluation.Corpus.Expected;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads corpora from folders: {@code requirements.jsonl} with its specs in {@code specs/} (or among the sample specs), or
 * {@code queries.json} beside its specs. A folder of the second kind's folders is one corpus; any other folder stands for
 * all corpora below it.
 */
final class CorpusReader {

    private static final int FOLDS = 5;
    private static final String REQUIREMENTS = "requirements.jsonl";
    private static final String QUERIES = "queries.json";

    private final @Nullable Path otherSpecs;

    /** @param otherSpecs where specs are that do not lie beside their corpus; null: the samples */
    CorpusReader(@Nullable Path otherSpecs) {
        this.otherSpecs = otherSpecs;
    }

    List<Corpus> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new Problem(Kind.NOT_FOUND, "corpus-not-found", "There is no folder '" + folder + "'.");
        }
        try {
            return corpora(folder.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new Problem(
                    Kind.INVALID,
                    "corpus-broken",
                    "The corpus '" + folder + "' is not JSON: " + e.getOriginalMessage());
        }
    }

    private List<Corpus> corpora(Path folder) throws IOException {
        String name = String.valueOf(folder.getFileName());
        if (Files.exists(folder.resolve(REQUIREMENTS))) {
            return List.of(requirements(name, folder));
        }
        if (Files.exists(folder.resolve(QUERIES))) {
            return List.of(queries(name, List.of(folder)));
        }
        List<Path> inner;
        try (Stream<Path> children = Files.list(folder)) {
            inner = children.filter(Files::isDirectory).sorted().toList();
        }
        List<Path> domains =
                inner.stream().filter(one -> Files.exists(one.resolve(QUERIES))).toList();
        if (domains.size() > 1) {
            return List.of(queries(name, domains));
        }
        List<Corpus> all = new ArrayList<>();
        for (Path one : inner) {
            all.addAll(corpora(one));
        }
        return all;
    }

    static List<JsonNode> lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .map(JsonMapper.shared()::readTree)
                    .toList();
        }
    }

    private Corpus requirements(String name, Path folder) throws IOException {
        Map<String, byte[]> specs = new HashMap<>();
        List<Case> cases = new ArrayList<>();
        for (JsonNode line : lines(folder.resolve(REQUIREMENTS))) {
            List<Corpus.System> systems = new ArrayList<>();
            List<Expected> expected = new ArrayList<>();
            Set<String> extras = new HashSet<>();
            Set<String> traps = new HashSet<>();
            for (JsonNode system : line.path("systems")) {
                String spec = system.path("spec").asString();
                if (!specs.containsKey(spec)) {
                    specs.put(spec, document(folder, spec));
                }
                systems.add(new Corpus.System(system.path("name").asString(spec), spec, texts(system.path("auth"))));
                for (JsonNode endpoint : system.path("endpoints")) {
                    expected.add(new Expected(
                            endpoint.path("clause").asString(""),
                            operations(List.of(spec), endpoint.path("anyOf")),
                            spec,
                            endpoint.path("role").asString("").equals("prerequisite"),
                            endpoint.path("optional").asBoolean(false)));
                }
                extras.addAll(operations(List.of(spec), system.path("acceptableExtra")));
                traps.addAll(operations(List.of(spec), system.path("traps")));
            }
            cases.add(new Case(
                    line.path("id").asString(name + "-" + (cases.size() + 1)),
                    name + "/" + cases.size() % FOLDS,
                    line.path("requirement").asString(),
                    systems.stream().map(Corpus.System::spec).distinct().toList(),
                    expected,
                    extras,
                    traps,
                    texts(line.path("missing")),
                    systems));
        }
        return new Corpus(name, specs, cases, true);
    }

    private byte[] document(Path folder, String spec) throws IOException {
        for (Path place : Stream.of(folder.resolve("specs"), otherSpecs, Path.of("sample-specs"))
                .filter(place -> place != null && Files.exists(place.resolve(spec)))
                .toList()) {
            return Files.readAllBytes(place.resolve(spec));
        }
        try (InputStream in = CorpusReader.class.getResourceAsStream("/sample-specs/" + spec)) {
            if (in == null) {
                throw new Problem(
                        Kind.NOT_FOUND,
                        "corpus-spec-not-found",
                        "The corpus '" + folder + "' asks about '" + spec
                                + "', which is neither in its folder 'specs' nor among the samples. Name its folder.");
            }
            return in.readAllBytes();
        }
    }

    private static Corpus queries(String name, List<Path> folders) throws IOException {
        Map<String, byte[]> specs = new HashMap<>();
        List<Case> cases = new ArrayList<>();
        for (Path folder : folders) {
            List<String> given = new ArrayList<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    String document = folder.getFileName() + "/" + file.getFileName();
                    if (document.matches(".*\\.(json|ya?ml)") && !document.endsWith("/" + QUERIES)) {
                        given.add(document);
                        specs.put(document, Files.readAllBytes(file));
                    }
                }
            }
            int number = 0;
            for (JsonNode query : JsonMapper.shared().readTree(Files.readString(folder.resolve(QUERIES)))) {
                List<Expected> expected = new ArrayList<>();
                for (JsonNode endpoint : query.path("endpoints")) {
                    Set<String> anyOf = new LinkedHashSet<>();
                    given.forEach(spec -> anyOf.add(operation(spec, endpoint.asString())));
                    expected.add(new Expected(endpoint.asString(), anyOf, null, false, false));
                }
                String fold = folder.getFileName() + (folders.size() > 1 ? "" : "/" + number % FOLDS);
                String id = folder.getFileName() + "-" + ++number;
                String text = query.path("requirement").asString();
                cases.add(new Case(id, fold, text, given, expected, Set.of(), Set.of(), List.of(), List.of()));
            }
        }
        return new Corpus(name, specs, cases, false);
    }

    private static Set<String> operations(List<String> specs, JsonNode labels) {
        Set<String> operations = new LinkedHashSet<>();
        labels.forEach(label -> specs.forEach(spec -> operations.add(operation(spec, label.asString()))));
        return operations;
    }

    private static String operation(String spec, String methodAndPath) {
        String[] parts = methodAndPath.strip().split("\\s+", 2);
        return Corpus.operation(spec, parts[0], parts.length < 2 ? "" : parts[1]);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
