package dev.ferrule.catalogue;

/**
 * The vector of one operation, or of the system itself when {@code operationId} is empty.
 *
 * @param textHash of the text that was embedded
 * @param vector one signed byte a dimension, scaled so that the largest is 127: only its direction counts
 */
record VectorOf(String operationId, String textHash, byte[] vector) {

    static byte[] quantise(float[] vector) {
        float largest = 1e-9f;
        for (float x : vector) {
            largest = Math.max(largest, Math.abs(x));
        }
        byte[] bytes = new byte[vector.length];
        for (int i = 0; i < vector.length; i++) {
            bytes[i] = (byte) Math.round(vector[i] / largest * 127);
        }
        return bytes;
    }
}
