package dev.ferrule.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a model in this process comes from.
 *
 * @param name of the model, for other contents another one
 * @param folder with {@code model.onnx} and {@code tokenizer.json}; null: the bundled model
 * @param queryPrefix stands before questions, {@code passagePrefix} before what is to be found
 */
record ModelFiles(String name, @Nullable Path folder, Pooling pooling, String queryPrefix, String passagePrefix) {

    static final String MODEL = "model.onnx";
    static final String TOKENIZER = "tokenizer.json";
    static final String BUNDLED_MODEL = "/bge-small-en-v1.5-q.onnx";
    static final String BUNDLED_TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";

    /** bge-small-en-v1.5, quantised: 24 MB, 384 dimensions. The prefix is its model card's. */
    static ModelFiles bundled() {
        return new ModelFiles(
                "bge-small-en-v1.5-q",
                null,
                Pooling.CLS,
                "Represent this sentence for searching relevant passages: ",
                "");
    }

    /** Named by its contents, and by what else makes its vectors different. */
    static ModelFiles in(Path folder, Pooling pooling, String queryPrefix, String passagePrefix) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String file : new String[] {MODEL, TOKENIZER}) {
                try (InputStream in = new DigestInputStream(Files.newInputStream(folder.resolve(file)), sha256)) {
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
            sha256.update((pooling + "\n" + passagePrefix).getBytes(StandardCharsets.UTF_8));
            String name = "onnx " + HexFormat.of().formatHex(sha256.digest(), 0, 12);
            return new ModelFiles(name, folder, pooling, queryPrefix, passagePrefix);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException {
        if (folder != null) {
            // By its path, so that weights in a file beside it are found.
            return environment.createSession(folder.resolve(MODEL).toString(), options);
        }
        try (InputStream in = resource(BUNDLED_MODEL)) {
            return environment.createSession(in.readAllBytes(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream tokenizer() throws IOException {
        return folder == null ? resource(BUNDLED_TOKENIZER) : Files.newInputStream(folder.resolve(TOKENIZER));
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = ModelFiles.class.getResourceAsStream(name);
        if (in == null) {
            throw new FileNotFoundException("The program lacks " + name);
        }
        return in;
    }
}
