package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ferrule.problem.Problem;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A document that was read, ready to be asked for contracts. Safe for many threads. */
public final class OpenDocument {

    private final JsonNode root;
    private final Dialect dialect;
    private final long bytes;

    /** @param warnings belong to the reading of the whole, and are told there */
    OpenDocument(JsonNode root, Dialect dialect, Warnings warnings, Budget read) {
        this.root = root;
        this.dialect = dialect;
        this.bytes = read.heapUsed();
    }

    /** Of heap, estimated. */
    public long bytes() {
        return bytes;
    }

    /** @param path letter for letter the document's */
    public Contract contract(String method, String path) {
        return contract(
                entry -> entry.method().equalsIgnoreCase(method) && entry.path().equals(path), method + " " + path);
    }

    /** @param pointer as {@link Operation#pointer} has it */
    public Contract contract(String pointer) {
        return contract(entry -> entry.pointer().equals(pointer), pointer);
    }

    private Contract contract(Predicate<PathItem.Entry> wanted, String name) {
        Warnings warnings = new Warnings();
        References references = new References(root, warnings);
        PathItem.Entry[] found = new PathItem.Entry[1];
        new PathItem(root, dialect, references, warnings).forEach(entry -> {
            if (found[0] == null && wanted.test(entry)) {
                found[0] = entry;
            }
        });
        PathItem.@Nullable Entry entry = found[0];
        if (entry == null) {
            throw Problem.notFound("operation", name);
        }
        try {
            return new OperationContract(root, dialect, references, warnings, new Budget(Limits.DEFAULT, bytes))
                    .of(entry);
        } catch (StackOverflowError e) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE, "spec-too-deep", "The operation nests more deeply than can be read.");
        }
    }
}
