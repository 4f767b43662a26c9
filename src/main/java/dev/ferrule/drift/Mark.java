package dev.ferrule.drift;

import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/** Of which newest version of an API it has been told who is touched. */
@Document("drift_marks")
record Mark(@MongoId String id, String org, String specId) {

    static String idOf(String org, String apiId) {
        return org + "/" + apiId;
    }
}
