package dev.ferrule.vault;

import java.time.Instant;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * The keys of one organisation, sealed by the master key; the newest seals, all of them open.
 *
 * @param sealedBy the id of the master key
 */
@Document("dataKeys")
record DataKey(
        @MongoId String org,
        Binary keys,
        String sealedBy,
        Instant rotatedAt,
        @Version @Nullable Long version) {

    /** Not an organisation's: there from the first start on, to tell whether the master key is the right one. */
    static final String PROBE = "*";
}
