package dev.ferrule.drift;

import dev.ferrule.vault.Place;
import java.time.Instant;
import java.util.List;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * A subscription as it is kept: it reads the feed from {@code position} on, so that nothing has to be written for each
 * event and each subscriber.
 *
 * @param secret sealed
 * @param position number of the last event that is done with
 * @param nextAt not before
 * @param leasedBy who is at work on it, until {@code leasedUntil}
 */
@Document("subscriptions")
record StoredSubscription(
        @MongoId String id,
        String org,
        String url,
        List<String> events,
        Binary secret,
        String position,
        Subscription.State state,
        int failures,
        @Nullable String lastFailure,
        @Nullable String lastDelivered,
        Instant nextAt,
        @Nullable String leasedBy,
        Instant leasedUntil,
        Instant createdAt) {

    static Place place(String org, String id) {
        return new Place(org, id, "webhook-secret");
    }

    Subscription shown() {
        return new Subscription(id, url, events, state, failures, lastFailure, lastDelivered, createdAt);
    }

    boolean wants(FeedEvent event) {
        return events.isEmpty() || events.contains(event.type());
    }
}
