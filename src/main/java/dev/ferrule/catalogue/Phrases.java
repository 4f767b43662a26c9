package dev.ferrule.catalogue;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.ReplaceOptions;
import dev.ferrule.spec.Operation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * In which words people would ask for operations, as a language model said. Kept by what the operation says of itself, so
 * that no text is asked about twice, whatever spec it comes in. They are for finding only: nothing here is ever quoted.
 */
@Component
class Phrases {

    private static final String COLLECTION = "phrases";
    private static final int LONGEST = 300;
    private static final int AT_ONCE = 200;

    private final MongoOperations mongo;
    private final boolean enabled;

    Phrases(MongoOperations mongo, CatalogueSettings settings) {
        this.mongo = mongo;
        this.enabled = settings.enrichment().enabled();
    }

    /** What a model is shown of an operation. */
    static String textOf(Operation operation) {
        return textOf(Card.of("", operation));
    }

    private static String textOf(Card card) {
        StringBuilder text = new StringBuilder(card.method() + ' ' + card.path() + " " + card.title());
        if (card.hint() != null && !card.hint().equals(card.title())) {
            text.append(". ").append(card.hint());
        }
        String line = text.toString().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    /** By operation id, of those that were asked about; none where enrichment is off. */
    Map<String, List<String>> of(String org, List<OperationWords> operations) {
        if (!enabled || operations.isEmpty()) {
            return Map.of();
        }
        Map<String, String> keys = new LinkedHashMap<>();
        operations.forEach(operation -> keys.put(operation.card().operationId(), key(org, textOf(operation.card()))));
        Map<String, List<String>> known = find(List.copyOf(keys.values()));
        Map<String, List<String>> byId = new HashMap<>();
        keys.forEach((id, key) -> {
            List<String> phrases = known.get(key);
            if (phrases != null) {
                byId.put(id, phrases);
            }
        });
        return byId;
    }

    private Map<String, List<String>> find(List<String> keys) {
        Map<String, List<String>> found = new HashMap<>();
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
            mongo.execute(COLLECTION, rows -> {
                for (Document row : rows.find(in("_id", some))) {
                    found.put(row.getString("_id"), row.getList("phrases", String.class));
                }
                return found;
            });
        }
        return found;
    }

    /** Also when there are none, so that the same is not asked again. */
    void put(String org, String text, List<String> phrases, String model, String prompt) {
        Document row = new Document("_id", key(org, text))
                .append("org", org)
                .append("phrases", phrases)
                .append("model", model)
                .append("prompt", prompt);
        Objects.requireNonNull(mongo.execute(
                COLLECTION,
                rows -> rows.replaceOne(eq("_id", row.getString("_id")), row, new ReplaceOptions().upsert(true))));
    }

    private static String key(String org, String text) {
        return org + ':' + OperationIndex.textHash(text);
    }
}
