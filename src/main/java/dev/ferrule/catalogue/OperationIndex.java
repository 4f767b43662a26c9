package dev.ferrule.catalogue;

import dev.ferrule.spec.Operation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Words, vectors and systems of the catalogue, on disk and disposable: MongoDB is the truth, and whatever is missing
 * here is added again from there. A spec is complete in here once {@link #finish} was called and committed.
 */
final class OperationIndex implements Closeable {

    private final WordIndex words;
    private final VectorIndex vectors;
    private final SystemIndex systems;

    /** @param enriched whether operations are found by what a language model says of them too */
    OperationIndex(Path folder, String embeddingModel, boolean enriched) {
        words = new WordIndex(folder.resolve("words"), enriched);
        systems = new SystemIndex(folder.resolve("systems"));
        if (words.fresh()) {
            // They say which specs are complete in here, and now none is.
            systems.clear();
        }
        vectors = new VectorIndex(folder.resolve("vectors"), embeddingModel);
    }

    WordIndex words() {
        return words;
    }

    VectorIndex vectors() {
        return vectors;
    }

    SystemIndex systems() {
        return systems;
    }

    /** Some operations of a spec that is being added; searchable at once. */
    void add(String org, Spec spec, List<OperationWords> operations, Map<String, List<String>> phrases) {
        words.add(org, spec.id(), operations, phrases);
    }

    /** The last step of adding a spec, and the way to tell that it is no longer {@link Spec#current()}. */
    void finish(Spec spec) {
        systems.put(spec);
    }

    void addVectors(String org, String specId, List<VectorOf> some) {
        vectors.add(org, specId, some);
    }

    Optional<byte[]> vectorByHash(String textHash) {
        return vectors.byHash(textHash);
    }

    void remove(String specId) {
        systems.remove(specId);
        words.remove(specId);
        vectors.remove(specId);
    }

    /** Ids of the specs that are completely in here. */
    Set<String> specIds() {
        return systems.specIds();
    }

    /** Whether this spec is completely in here. */
    boolean holds(String specId) {
        return systems.holds(specId);
    }

    Set<String> held(Set<String> specIds) {
        return systems.held(specIds);
    }

    /** Words before systems, so that a crash between the two leaves a spec to be added again, never half a spec. */
    void commit() {
        words.commit();
        vectors.commit();
        systems.commit();
    }

    /** What of an operation is embedded: what it says of itself, then its path, since many summaries say little. */
    static String embeddingText(Operation operation) {
        Card card = Card.of("", operation);
        StringBuilder text = new StringBuilder(card.title());
        if (card.hint() != null && !card.hint().equals(card.title())) {
            text.append(". ").append(card.hint());
        }
        text.append(" (")
                .append(card.method())
                .append(' ')
                .append(readable(card.path()))
                .append(')');
        return text.length() > 400 ? text.substring(0, 400) : text.toString();
    }

    /** What of a system is embedded. */
    static String embeddingText(Spec spec) {
        String description = Card.firstWords(spec.description());
        return spec.title() + (description == null ? "" : ". " + description);
    }

    static String textHash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String readable(String path) {
        return String.join(" ", Words.split(path));
    }

    @Override
    public void close() throws IOException {
        words.close();
        systems.close();
        vectors.close();
    }
}
