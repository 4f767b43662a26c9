package dev.ferrule.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A model in memory. One text at a time and one thread for it: the arithmetic of a text is too small to be shared out,
 * threads that wait for each other spin, and a quantised model scales its activations by all that goes in together, so
 * that the vectors of a batch depend on each other.
 */
final class OnnxModel {

    /** More of a text is not read; operations have about thirty. */
    private static final int MOST_TOKENS = 512;

    private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;
    private final Pooling pooling;

    private OnnxModel(OrtSession session, HuggingFaceTokenizer tokenizer, Pooling pooling) {
        this.session = session;
        this.tokenizer = tokenizer;
        this.pooling = pooling;
    }

    /** @throws IOException when the files hold no model for texts; says why */
    static OnnxModel load(ModelFiles files) throws IOException {
        try (InputStream words = files.tokenizer();
                SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            OrtSession session = files.open(OrtEnvironment.getEnvironment(), options);
            if (!session.getInputNames().contains("input_ids") || !INPUTS.containsAll(session.getInputNames())) {
                String inputs = String.join(", ", session.getInputNames());
                session.close();
                throw new IOException("it takes " + inputs + ", not the token ids of a text");
            }
            return new OnnxModel(session, tokenizer(words), files.pooling());
        } catch (OrtException e) {
            throw new IOException("ONNX Runtime cannot open it (" + e.getCode() + ")", e);
        }
    }

    private static HuggingFaceTokenizer tokenizer(InputStream words) throws IOException {
        try {
            return HuggingFaceTokenizer.newInstance(
                    words,
                    Map.of("padding", "false", "truncation", "true", "maxLength", Integer.toString(MOST_TOKENS)));
        } catch (RuntimeException e) {
            throw new IOException("its tokenizer.json cannot be read", e);
        }
    }

    /** Of length 1. */
    float[] vector(String text) {
        Encoding tokens = tokenizer.encode(text, true, false);
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (String name : session.getInputNames()) {
                inputs.put(name, tensor(of(tokens, name)));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                OnnxTensor output = (OnnxTensor) result.get(0);
                long[] shape = output.getInfo().getShape();
                return pooling.pool(output.getFloatBuffer(), (int) shape[shape.length - 1]);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("The embedding model failed: " + e.getCode(), e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static long[] of(Encoding tokens, String input) {
        return switch (input) {
            case "input_ids" -> tokens.getIds();
            case "attention_mask" -> tokens.getAttentionMask();
            default -> tokens.getTypeIds();
        };
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }
}
