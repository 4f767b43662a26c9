package dev.ferrule.embedding;

import dev.ferrule.store.StartupFailure;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which model makes the vectors: the bundled one, one in a folder, or one behind an endpoint.
 *
 * @param enabled false: nothing is embedded, so a model need not even load
 * @param folder with {@code model.onnx} and {@code tokenizer.json}
 * @param pooling of the model in the folder, {@code cls} or {@code mean}
 * @param baseUrl up to and with {@code /v1}, of an endpoint that speaks OpenAI's embeddings
 * @param dimensions of the endpoint's vectors
 * @param sendDimensions whether to ask the endpoint for so many dimensions; not every server takes the question
 * @param queryPrefix what the model wants before a question, {@code passagePrefix} before what is to be found
 * @param threads of a model in this process; 0: one for each core
 * @param timeout of a request to the endpoint
 * @param queryTimeout of one that somebody waits for; after it, the search goes by words alone
 */
@ConfigurationProperties("ferrule.embedding")
record EmbeddingSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("") String folder,
        @DefaultValue("") String pooling,
        @DefaultValue("") String baseUrl,
        @DefaultValue("") String apiKey,
        @DefaultValue("") String model,
        @DefaultValue("0") int dimensions,
        @DefaultValue("true") boolean sendDimensions,
        @DefaultValue("") String queryPrefix,
        @DefaultValue("") String passagePrefix,
        @DefaultValue("0") int threads,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("3s") Duration queryTimeout) {

    /** What the index can hold. */
    private static final int MOST_DIMENSIONS = 4096;

    int threadsOrCores() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    boolean isRemote() {
        return !baseUrl.isBlank();
    }

    boolean isFolder() {
        return !folder.isBlank();
    }

    /** @throws StartupFailure when they contradict each other or leave something out */
    EmbeddingSettings checked() {
        if (isRemote() && isFolder()) {
            throw failure(
                    "Both FERRULE_EMBEDDING_FOLDER and FERRULE_EMBEDDING_BASE_URL are set.",
                    "Keep the one whose model is to make the vectors.");
        }
        if (isRemote()) {
            endpoint();
            if (model.isBlank()) {
                throw failure(
                        "FERRULE_EMBEDDING_BASE_URL is set, but not which model to ask for.",
                        "Set FERRULE_EMBEDDING_MODEL.");
            }
            if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
                throw failure(
                        "FERRULE_EMBEDDING_DIMENSIONS is " + dimensions + ", not the length of the model's vectors.",
                        "Set it to a number from 1 to " + MOST_DIMENSIONS + ", as the model's card says.");
            }
        } else if (!model.isBlank() || !apiKey.isBlank()) {
            throw failure(
                    "There is a key or a model for an embedding endpoint, but not its address.",
                    "Set FERRULE_EMBEDDING_BASE_URL, or leave the others out.");
        }
        if (timeout.isNegative() || timeout.isZero() || queryTimeout.isNegative() || queryTimeout.isZero()) {
            throw failure("A timeout of the embedding endpoint is not above zero.", "Set it to some seconds.");
        }
        return this;
    }

    URI endpoint() {
        try {
            URI base = URI.create(baseUrl.strip().replaceAll("/+$", ""));
            String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && base.getHost() != null
                    && base.getRawUserInfo() == null
                    && base.getRawQuery() == null
                    && base.getRawFragment() == null) {
                return URI.create(base + "/embeddings");
            }
        } catch (IllegalArgumentException e) {
            // The same as any other that is none; its text would show what perhaps holds a password.
        }
        throw failure(
                "FERRULE_EMBEDDING_BASE_URL is no address of an endpoint.",
                "Set it to http:// or https://, a host, and a path such as /v1; a key goes into FERRULE_EMBEDDING_API_KEY.");
    }

    Pooling poolingOfFolder() {
        return switch (pooling.strip().toLowerCase(Locale.ROOT)) {
            case "cls" -> Pooling.CLS;
            case "mean" -> Pooling.MEAN;
            default ->
                throw failure(
                        "FERRULE_EMBEDDING_POOLING says '" + pooling
                                + "', not how the model's token vectors become one.",
                        "Set it to cls or mean, as the model's card says: the wrong one finds the wrong operations.");
        };
    }

    static StartupFailure failure(String message, String action) {
        return new StartupFailure(message, action, null);
    }

    /** The key stays out of whatever prints settings. */
    @Override
    public String toString() {
        return "EmbeddingSettings[" + (isRemote() ? model : folder) + "]";
    }
}
