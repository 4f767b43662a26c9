package dev.ferrule.embedding;

import java.nio.FloatBuffer;

/** How the vectors of a text's tokens become one. */
enum Pooling {
    /** The first token's, which the model was trained to let stand for all. */
    CLS,
    /** Their mean. */
    MEAN;

    /** @param tokens vectors one after another */
    float[] pool(FloatBuffer tokens, int dimensions) {
        float[] vector = new float[dimensions];
        tokens.rewind();
        if (this == CLS) {
            tokens.get(vector);
        } else {
            while (tokens.remaining() >= dimensions) {
                for (int i = 0; i < dimensions; i++) {
                    vector[i] += tokens.get();
                }
            }
        }
        return normalised(vector);
    }

    static float[] normalised(float[] vector) {
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        float length = (float) Math.max(Math.sqrt(squares), 1e-12);
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= length;
        }
        return vector;
    }
}
