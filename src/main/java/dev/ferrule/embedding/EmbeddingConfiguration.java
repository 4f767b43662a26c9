package dev.ferrule.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the model. What a setting can be wrong about is found out here, before anything is embedded. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EmbeddingSettings.class)
class EmbeddingConfiguration {

    @Bean
    Embedder embedder(EmbeddingSettings settings, Precedence precedence) {
        settings.checked();
        if (settings.isRemote()) {
            return new RemoteEmbedder(settings);
        }
        LocalEmbedder embedder = new LocalEmbedder(files(settings), settings.threadsOrCores(), precedence);
        if (settings.isFolder() && settings.enabled()) {
            tryOut(embedder, settings.folder());
        }
        return embedder;
    }

    private static ModelFiles files(EmbeddingSettings settings) {
        if (!settings.isFolder()) {
            return ModelFiles.bundled();
        }
        Path folder = Path.of(settings.folder().strip());
        Pooling pooling = settings.poolingOfFolder();
        for (String file : new String[] {ModelFiles.MODEL, ModelFiles.TOKENIZER}) {
            if (!Files.isReadable(folder.resolve(file))) {
                throw EmbeddingSettings.failure(
                        "FERRULE_EMBEDDING_FOLDER is '" + folder + "', where there is no " + file + " to be read.",
                        "Put " + ModelFiles.MODEL + " and " + ModelFiles.TOKENIZER + " of the model there.");
            }
        }
        try {
            return ModelFiles.in(folder, pooling, settings.queryPrefix(), settings.passagePrefix());
        } catch (IOException e) {
            throw EmbeddingSettings.failure(
                    "The files in FERRULE_EMBEDDING_FOLDER '" + folder + "' cannot be read.", "See to their rights.");
        }
    }

    /** Now rather than later in the background, where nobody would see that the model is none. */
    private static void tryOut(LocalEmbedder embedder, String folder) {
        String wrong = embedder.whyUnusable();
        if (wrong != null) {
            throw EmbeddingSettings.failure(
                    "The model in FERRULE_EMBEDDING_FOLDER '" + folder + "' cannot be used: " + wrong + ".",
                    "Put an ONNX model for sentence embeddings and its tokenizer.json there.");
        }
    }
}
