package dev.ferrule.catalogue;

import com.mongodb.client.model.ReplaceOptions;
import dev.ferrule.http.AccessToken;
import dev.ferrule.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Puts the sample specs into a catalogue that is empty and always was, so that a first requirement finds something. Once only:
 * who deletes them does not meet them again.
 */
@Component
class Samples {

    private static final Logger LOG = LoggerFactory.getLogger(Samples.class);
    private static final String MARKS = "marks";
    private static final Document BEGUN = new Document("_id", "samples-begun");
    private static final Document LOADED = new Document("_id", "samples");
    private static final String ORG = AccessToken.ORGANISATION;

    private final MongoOperations mongo;
    private final SpecRows rows;
    private final Specs specs;
    private final CatalogueSettings settings;

    Samples(MongoOperations mongo, SpecRows rows, Specs specs, CatalogueSettings settings) {
        this.mongo = mongo;
        this.rows = rows;
        this.specs = specs;
        this.settings = settings;
    }

    void loadOnce() {
        if (!settings.samples() || has(LOADED)) {
            return;
        }
        // A catalogue that is in use never gets samples; one that was left in the middle of them gets the rest.
        if (rows.isEmpty()) {
            set(BEGUN);
        }
        if (has(BEGUN)) {
            load();
        }
        set(LOADED);
    }

    private boolean has(Document mark) {
        return Objects.requireNonNull(mongo.execute(MARKS, marks -> marks.countDocuments(mark))) > 0;
    }

    private void set(Document mark) {
        mongo.execute(MARKS, marks -> marks.replaceOne(mark, mark, new ReplaceOptions().upsert(true)));
    }

    private void load() {
        int loaded = 0;
        for (Resource sample : samples()) {
            try (InputStream in = sample.getInputStream()) {
                specs.add(ORG, in.readAllBytes());
                loaded++;
            } catch (IOException | Problem e) {
                LOG.warn("The sample {} could not be loaded: {}", sample.getFilename(), e.getMessage());
            }
        }
        LOG.info("The catalogue was empty: {} sample specs loaded", loaded);
    }

    private static List<Resource> samples() {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:sample-specs/*");
            return Arrays.stream(files)
                    .filter(file -> String.valueOf(file.getFilename()).matches(".*\\.(json|ya?ml)"))
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                    .toList();
        } catch (IOException e) {
            LOG.warn("The sample specs could not be listed", e);
            return List.of();
        }
    }
}
