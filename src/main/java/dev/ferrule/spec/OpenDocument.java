package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ferrule.problem.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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

    /** What tells quickly which operations another version of the document may have changed. */
    public DocumentPrint print() {
        try {
            return new DocumentPrint(root, dialect, new References(root, new Warnings()));
        } catch (StackOverflowError e) {
            throw tooDeep();
        }
    }

    /**
     * The contracts of several operations, by pointer, in one walk over the document; as many as there are before they
     * weigh more than {@code most} bytes, but always one. Those that cannot be read are left out.
     */
    public Map<String, Contract> contracts(Collection<String> pointers, long most) {
        Set<String> wanted = Set.copyOf(pointers);
        Warnings warnings = new Warnings();
        References references = new References(root, warnings);
        Map<String, PathItem.Entry> entries = new HashMap<>();
        new PathItem(root, dialect, references, warnings).forEach(entry -> {
            if (wanted.contains(entry.pointer())) {
                entries.putIfAbsent(entry.pointer(), entry);
            }
        });
        Map<String, Contract> contracts = new HashMap<>();
        long weight = 0;
        for (String pointer : pointers) {
            PathItem.Entry entry = entries.get(pointer);
            if (entry != null && weight <= most) {
                try {
                    Contract contract = contract(entry, references, warnings);
                    contracts.put(pointer, contract);
                    weight += contract.weight();
                } catch (Problem unreadable) {
                    continue;
                }
            }
        }
        return contracts;
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
        return contract(entry, references, warnings);
    }

    private Contract contract(PathItem.Entry entry, References references, Warnings warnings) {
        try {
            return new OperationContract(root, dialect, references, warnings, new Budget(Limits.DEFAULT, bytes))
                    .of(entry);
        } catch (StackOverflowError e) {
            throw tooDeep();
        }
    }

    private static Problem tooDeep() {
        return new Problem(
                Problem.Kind.UNPROCESSABLE, "spec-too-deep", "The operation nests more deeply than can be read.");
    }
}
