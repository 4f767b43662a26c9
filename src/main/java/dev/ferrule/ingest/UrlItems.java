package dev.ferrule.ingest;

import dev.ferrule.egress.Fetcher;
import java.util.List;
import java.util.function.Consumer;

/** Documents behind URLs. */
public final class UrlItems implements ItemSource {

    private final List<String> urls;
    private final Fetcher fetcher;

    public UrlItems(List<String> urls, Fetcher fetcher) {
        this.urls = List.copyOf(urls);
        this.fetcher = fetcher;
    }

    @Override
    public void each(Consumer<Item> consumer) {
        for (String url : urls) {
            consumer.accept(new Item(withoutQuery(url), () -> fetcher.fetch(url, Documents.MOST_BYTES), 0));
        }
    }

    /** A query may hold a key, and a name ends up in reports. */
    static String withoutQuery(String url) {
        return url.replaceAll("[?#].*", "").replaceAll("//[^/@]*@", "//");
    }
}
