package dev.ferrule.catalogue;

import dev.ferrule.embedding.Embedder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes small vectors out of nothing but a text's hash, and counts how many. */
final class CountingEmbedder implements Embedder {

    final AtomicInteger embedded = new AtomicInteger();

    @Override
    public String model() {
        return "counting";
    }

    @Override
    public void warmUp() {
        // there is nothing to load
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public boolean awaitReady(Duration atMost) {
        return true;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        List<float[]> vectors = new ArrayList<>();
        for (String text : texts) {
            int hash = text.hashCode();
            vectors.add(new float[] {hash & 0xff, (hash >> 8) & 0xff, (hash >> 16) & 0xff, 1});
            embedded.incrementAndGet();
        }
        return vectors;
    }

    @Override
    public List<float[]> embedQueries(List<String> texts) {
        return embed(texts);
    }

    /** Takes the place of the application's own. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Instead {
        @Bean
        Embedder embedder() {
            return new CountingEmbedder();
        }
    }
}
