package dev.ferrule.ingest;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.egress.Fetcher;
import dev.ferrule.egress.Fetcher.Fetched;
import dev.ferrule.egress.Fetcher.Validators;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;

/** What servers said about the documents of a source when it last ran, so that what has not changed is not sent again. */
@Component
class Visits {

    private static final int LONGEST = 1_000;

    private final MongoOperations mongo;
    private final Fetcher fetcher;
    private final Specs specs;

    Visits(MongoOperations mongo, Fetcher fetcher, Specs specs) {
        this.mongo = mongo;
        this.fetcher = fetcher;
        this.specs = specs;
    }

    /** @param id of source and URL; the URL itself may hold a key */
    @Document("source_visits")
    record Visit(
            @Id String id,
            String source,
            @Nullable String etag,
            @Nullable String lastModified,
            String specId) {

        Validators validators() {
            return new Validators(etag, lastModified);
        }
    }

    /**
     * @param unchanged what the document was at the last visit, and still is
     * @param body null when it is unchanged
     * @param last at the last visit; null: there was none
     */
    record Visited(
            byte @Nullable [] body,
            @Nullable Spec unchanged,
            Validators validators,
            @Nullable Visit last) {}

    Visited go(String org, String source, String url) {
        Visit last = mongo.findById(id(source, url), Visit.class);
        Optional<Spec> spec = last == null ? Optional.empty() : specs.find(org, last.specId());
        Fetched fetched = fetcher.fetch(
                url, Documents.MOST_BYTES, spec.isPresent() && last != null ? last.validators() : Validators.NONE);
        return new Visited(
                fetched.body(), fetched.body() == null ? spec.orElse(null) : null, fetched.validators(), last);
    }

    /** To be called once the document is in the catalogue. */
    void remember(String source, String url, Visited visited, String specId) {
        Visit now = new Visit(
                id(source, url),
                source,
                shortened(visited.validators().etag()),
                shortened(visited.validators().lastModified()),
                specId);
        if (!now.equals(visited.last())) {
            mongo.save(now);
        }
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() > LONGEST ? null : text;
    }

    void forget(Source source) {
        mongo.remove(query(where("source").is(source.key())), Visit.class);
    }

    private static String id(String source, String url) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
            return source + "/" + HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
