package dev.ferrule.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An operation that a connector has taken in. It stays light: parameters and schemas are read from the spec that
 * {@code provenance} names, when they are needed; only an endpoint made by hand has parameters of its own.
 *
 * @param id made of method and path, so that the same operation of a newer version of the spec keeps it
 * @param provenance where it comes from; null: made by hand
 * @param edited somebody wrote or changed it by hand, so that no plan may change its words
 * @param removed that the system has it no more; null: as far as is known it has it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Endpoint(
        String id,
        @Nullable String operationId,
        String method,
        String path,
        @Nullable String summary,
        @Nullable String description,
        List<Parameter> parameters,
        @Nullable Provenance provenance,
        boolean edited,
        @Nullable Removed removed) {

    private static final int SUMMARY_LENGTH = 300;

    /**
     * The place in a spec.
     *
     * @param specHash of the document's bytes
     * @param pointer of the operation in the document
     * @param ingestedAt when the spec came: of two, the later one counts as the newer version of the API
     */
    public record Provenance(String specId, String specHash, String pointer, Instant ingestedAt) {

        boolean isNewerThan(@Nullable Provenance other) {
            return other == null
                    || Comparator.comparing(Provenance::ingestedAt)
                                    .thenComparing(Provenance::specId)
                                    .compare(this, other)
                            > 0;
        }
    }

    /**
     * What an endpoint made by hand takes.
     *
     * @param in {@code path}, {@code query}, {@code header}, {@code cookie} or {@code body}
     * @param type of JSON Schema, such as {@code string}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Parameter(
            String name,
            String in,
            boolean required,
            @Nullable String type,
            @Nullable String description) {}

    /**
     * That a newer version of the spec lacks the operation. The endpoint stays, so that it can be seen who used it.
     *
     * @param specId the first version without it
     * @param since when that version came
     * @param movedTo id of the endpoint of the same operation in another place; null: it is just gone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Removed(
            String specId, Instant since, @Nullable String movedTo) {}

    public Endpoint {
        parameters = List.copyOf(parameters);
    }

    /** One that the system has. */
    public Endpoint(
            String id,
            @Nullable String operationId,
            String method,
            String path,
            @Nullable String summary,
            @Nullable String description,
            List<Parameter> parameters,
            @Nullable Provenance provenance,
            boolean edited) {
        this(id, operationId, method, path, summary, description, parameters, provenance, edited, null);
    }

    /** The same endpoint, which the system has no more. */
    public Endpoint removed(Removed how) {
        return new Endpoint(id, operationId, method, path, summary, description, parameters, provenance, edited, how);
    }

    /** To be asked before a call: {@code endpoint-removed} when the system has the operation no more. */
    public void checkThere() {
        if (removed != null) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "endpoint-removed",
                    "The API has " + method + " " + path + " no more since the spec '" + removed.specId() + "'."
                            + (removed.movedTo() == null
                                    ? " Take it out of the template."
                                    : " Its operation is the endpoint '" + removed.movedTo() + "' now."));
        }
    }

    /** The endpoint for an operation of a spec. */
    public static Endpoint of(Operation operation, String specId, String specHash, Instant ingestedAt) {
        return new Endpoint(
                idOf(operation.method(), operation.path()),
                operation.operationId(),
                operation.method(),
                operation.path(),
                shortened(operation.summary()),
                null,
                List.of(),
                new Provenance(specId, specHash, operation.pointer(), ingestedAt.truncatedTo(ChronoUnit.MILLIS)),
                false);
    }

    /** Readable, safe in a URL, and different for every method and path: a slug and a part of their hash. */
    public static String idOf(String method, String path) {
        String words = (method + " " + path).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String slug = words.substring(0, Math.min(words.length(), 40)).replaceAll("-$", "");
        byte[] hash = sha256().digest((method + " " + path).getBytes(StandardCharsets.UTF_8));
        return slug + "-" + HexFormat.of().formatHex(hash, 0, 6);
    }

    /**
     * The two as one: the newer spec gives the facts, except that words written by hand stay. It does not matter which
     * of two plans comes first.
     */
    Endpoint merge(Endpoint other) {
        Endpoint newer = other.provenance != null && other.provenance.isNewerThan(provenance) ? other : this;
        Endpoint written = other.edited ? other : newer;
        Endpoint words = edited ? this : written;
        return new Endpoint(
                id,
                words.operationId,
                method,
                path,
                words.summary,
                words.description,
                words.parameters,
                newer.provenance,
                edited || other.edited,
                newer.removed);
    }

    boolean comesFrom(String specId) {
        return provenance != null && provenance.specId().equals(specId);
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= SUMMARY_LENGTH ? text : cut(text, SUMMARY_LENGTH - 1) + "…";
    }

    /** The beginning of a text, without half a character at its end. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
