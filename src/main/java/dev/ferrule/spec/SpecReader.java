package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Reads a Swagger 2.0 or OpenAPI 3 document, JSON or YAML, from anybody. Whatever is not such a document, or would take
 * more than its share of memory or time, ends in a {@link Problem} that says what it is and where; nothing is fetched and
 * no file is opened, whatever the document asks for. Texts in it are data.
 *
 * <p>Safe for many threads: documents wait for one another when they would not fit into the heap together.
 */
@Component
public final class SpecReader {

    /** Up to this many bytes, what is no JSON is tried as YAML, which is far slower. */
    private static final int YAML_RETRY = 4 * 1024 * 1024;

    private final Limits limits;
    private final MemoryGate gate;

    public SpecReader() {
        this(Limits.DEFAULT, MemoryGate.ofHeap());
    }

    SpecReader(Limits limits, MemoryGate gate) {
        this.limits = limits;
        this.gate = gate;
    }

    /** Fine for most documents; the largest known has 22,361 operations, for which the other form is kinder. */
    public ApiDescription read(byte[] document) {
        List<Operation> operations = new ArrayList<>();
        ApiDescription read = read(document, operations::add);
        return read.with(operations);
    }

    /**
     * Reads the document and hands over its operations one by one, in its order, on the caller's thread; the description
     * comes last, without them. Keep no more of them than needed. What the consumer throws, the caller gets.
     */
    public ApiDescription read(byte[] document, Consumer<Operation> consumer) {
        return readToKeep(document, hash(document), consumer).api();
    }

    /** What {@link ApiDescription#contentHash} is made of: SHA-256 in lower-case hex. */
    public static String hash(byte[] document) {
        return OperationIds.sha256(document);
    }

    /**
     * As {@link #read(byte[], Consumer)}, with the document that the operations' pointers point into.
     *
     * @param hash of the document, which whoever keeps it has made already
     */
    public Reading readToKeep(byte[] document, String hash, Consumer<Operation> consumer) {
        return tree(document, (root, warnings, budget) -> {
            Origin origin = Origin.of(root);
            if (origin == null) {
                DescriptionReader reader = new DescriptionReader(root, Recognition.dialect(root), warnings, budget);
                return new Reading(reader.read(consumer, hash), document);
            }
            ObjectNode made = origin.converted(root, warnings, budget);
            ApiDescription api = new DescriptionReader(made, Recognition.dialect(made), warnings, budget)
                    .read(consumer, hash)
                    .as(origin.format());
            return new Reading(api, JsonText.bytes(made));
        });
    }

    /** Something that is made of a document's tree. */
    interface Use<T> {
        T of(JsonNode root, Dialect dialect, Warnings warnings, Budget budget);
    }

    <T> T use(byte[] document, Use<T> use) {
        return tree(document, (root, warnings, budget) -> use.of(root, Recognition.dialect(root), warnings, budget));
    }

    /** Something that is made of the tree of what may be no API description. */
    interface Reads<T> {
        T of(JsonNode root, Warnings warnings, Budget budget);
    }

    <T> T tree(byte[] document, Reads<T> use) {
        if (document.length > limits.bytes()) {
            throw SpecProblems.tooLarge("it has " + document.length / (1024 * 1024) + " MB, the limit is "
                    + limits.bytes() / (1024 * 1024) + " MB");
        }
        try (MemoryGate.Pass pass = gate.enter(document.length)) {
            return tree(document, use, pass);
        } catch (StackOverflowError e) {
            throw tooDeep();
        }
    }

    /** Several documents at once, in the room of all of them together; those that cannot be read are left out. */
    <T> T trees(Map<String, byte[]> documents, Function<Map<String, JsonNode>, T> use) {
        long bytes = documents.values().stream().mapToLong(one -> one.length).sum();
        if (bytes > limits.bytes()) {
            throw SpecProblems.tooLarge("its files have more than " + limits.bytes() / (1024 * 1024) + " MB together");
        }
        try (MemoryGate.Pass pass = gate.enter((int) bytes)) {
            Budget budget = new Budget(limits, pass.bytes());
            Map<String, JsonNode> trees = new LinkedHashMap<>();
            documents.forEach((name, document) -> {
                try {
                    Warnings unheard = new Warnings();
                    SourceText text = SourceText.of(document, unheard);
                    trees.put(
                            name,
                            text.json()
                                    ? new JsonTree(limits, budget, unheard).read(text)
                                    : new YamlTree(limits, budget, unheard).read(text));
                } catch (Problem unreadable) {
                    if (!unreadable.code().matches("spec-(broken|empty|encoding|format-unsupported)")) {
                        throw unreadable;
                    }
                }
            });
            return use.apply(trees);
        } catch (StackOverflowError e) {
            throw tooDeep();
        }
    }

    private static Problem tooDeep() {
        return new Problem(
                Problem.Kind.UNPROCESSABLE, "spec-too-deep", "The document nests more deeply than can be read.");
    }

    private <T> T tree(byte[] document, Reads<T> use, MemoryGate.Pass pass) {
        Warnings warnings = new Warnings();
        SourceText text = SourceText.of(document, warnings);
        Recognition.refuseOtherText(text.head());
        Budget budget = new Budget(limits, pass.bytes());
        return use.of(tree(text, budget, warnings, pass), warnings, budget);
    }

    /** What begins like JSON but is none may still be YAML: with comments, single quotes or a comma too many. */
    private JsonNode tree(SourceText text, Budget budget, Warnings warnings, MemoryGate.Pass pass) {
        try {
            JsonNode root = text.json()
                    ? new JsonTree(limits, budget, warnings).read(text)
                    : new YamlTree(limits, budget, warnings).read(text);
            pass.keep(2 * budget.heapUsed()); // what is made of it on the way included
            return root;
        } catch (Problem problem) {
            if (!text.json() || !problem.code().equals("spec-broken") || text.bytes().length > YAML_RETRY) {
                throw problem;
            }
            try {
                JsonNode root = new YamlTree(limits, new Budget(limits, pass.bytes()), warnings).read(text);
                warnings.add("json-not-strict", "It is read as YAML. " + problem.getMessage(), "");
                return root;
            } catch (Problem alsoNoYaml) {
                throw problem;
            }
        }
    }
}
