package dev.ferrule.ingest;

import dev.ferrule.egress.Fetcher;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /**
     * {@code .zip} or {@code .tar.gz} when the URL's path ends so, or what is behind its {@code #}, for those that do not
     * show it: {@code https://example.com/download?id=7#.zip}. Else null.
     */
    static @Nullable String archiveKind(String url) {
        String path = withoutQuery(url);
        int fragment = url.indexOf('#');
        for (String name : new String[] {fragment < 0 ? "" : url.substring(fragment), path}) {
            if (Archives.isArchive(name)) {
                return name.toLowerCase(Locale.ROOT).endsWith(".zip") ? ".zip" : ".tar.gz";
            }
        }
        return null;
    }

    /** A query may hold a key, and a name ends up in reports. */
    static String withoutQuery(String url) {
        return url.replaceAll("[?#].*", "").replaceAll("//[^/@]*@", "//");
    }
}
