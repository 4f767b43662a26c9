package dev.ferrule.embedding;

import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what an endpoint answers: {@code {"data": [{"index": 0, "embedding": [0.1, …]}, …]}}. Trusts none of it. */
final class EmbeddingAnswer {

    /** 64 vectors of 4,096 numbers, each with 20 digits, take 6 MB. */
    static final int MOST_BYTES = 16 << 20;

    private EmbeddingAnswer() {}

    static List<float[]> read(byte[] json, int texts, int dimensions) {
        float[][] vectors = new float[texts][];
        try {
            int place = 0;
            for (JsonNode one : JsonMapper.shared().readTree(json).path("data")) {
                int index = one.path("index").asInt(place++);
                if (index < 0 || index >= texts) {
                    throw new EmbeddingFailed(
                            "The embedding endpoint answers about texts that it was not asked about.");
                }
                vectors[index] = vector(one.path("embedding"), dimensions);
            }
        } catch (JacksonException e) {
            throw new EmbeddingFailed("What the embedding endpoint answers is not JSON.");
        }
        for (float[] vector : vectors) {
            if (vector == null) {
                throw new EmbeddingFailed("The embedding endpoint does not answer one vector for each text.");
            }
        }
        return Arrays.asList(vectors);
    }

    private static float[] vector(JsonNode numbers, int dimensions) {
        if (!numbers.isArray() || numbers.size() != dimensions) {
            throw new EmbeddingFailed("The embedding endpoint answers vectors of " + numbers.size()
                    + " dimensions where FERRULE_EMBEDDING_DIMENSIONS says " + dimensions + ".");
        }
        float[] vector = new float[dimensions];
        float largest = 0;
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) numbers.get(i).asDouble(Double.NaN);
            largest = Math.max(largest, Math.abs(vector[i]));
        }
        // Math.max is NaN when one of the numbers is.
        if (!(largest > 0) || Float.isInfinite(largest)) {
            throw new EmbeddingFailed("The embedding endpoint answers vectors without a direction.");
        }
        return Pooling.normalised(vector);
    }
}
