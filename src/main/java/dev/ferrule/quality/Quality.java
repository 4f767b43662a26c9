package dev.ferrule.quality;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * What was found in one spec, by its text only: no server is asked. Made once, since a spec never changes.
 *
 * @param rules by which it was made; one made by earlier rules counts as none
 * @param score 100 less the weight of each kind of finding, in proportion to the share of the spec that it concerns
 */
@Document("quality_reports")
record Quality(
        @MongoId String specId,
        @JsonIgnore String org,
        @JsonIgnore int rules,
        String title,
        String version,
        int score,
        int operations,
        Examples examples,
        List<Finding> findings) {

    /**
     * @param lost how many of the 100 points it costs
     * @param places the first of them, at most ten
     */
    record Finding(Fault code, String message, int count, double lost, List<Place> places, String remedy) {}

    /**
     * @param pointer in the document, as a URI fragment
     * @param detail what is the matter there, where the finding's message does not say it all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(String pointer, @Nullable String detail) {}

    /**
     * How many examples and defaults were held against their schemas.
     *
     * @param complete false: there were more than are looked at, or they would have taken too long
     */
    record Examples(int checked, int broken, boolean complete) {
        static final Examples NONE = new Examples(0, 0, true);
    }
}
