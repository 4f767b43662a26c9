package dev.ferrule.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.catalogue.ApiKey;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.connection.ConnectingFerrule;
import dev.ferrule.connection.RemoteSystem.Request;
import dev.ferrule.connection.RemoteSystem.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Events are told once and delivered in order, whatever fails on the way. */
class DeliveriesTest extends ConnectingFerrule {

    private static final String SECRET = "whsec_bm90IGEgcmVhbCBzZWNyZXQgYXQgYWxs";

    @Autowired
    private Specs specs;

    @Autowired
    private Detection detection;

    @Autowired
    private Feed feed;

    @Autowired
    private Subscriptions subscriptions;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private MongoTemplate database;

    private final String org = "org-" + new ObjectId().toHexString();

    @Test
    void whatSeveralFindOutIsToldOnceAndToNobodyElse() {
        Spec second = newerVersion();
        ApiKey api = new ApiKey(org, second.apiId());

        detection.tell(api);
        database.remove(Query.query(Criteria.where("org").is(org)), Mark.class);
        detection.tell(api);

        assertThat(feed.read(org, null, 50).items()).hasSize(1).allSatisfy(event -> {
            assertThat(event.type()).isEqualTo(FeedEvent.SPEC_CHANGED);
            assertThat(event.specId()).isEqualTo(second.id());
            assertThat(event.number()).isEqualTo("000000000001");
        });
        assertThat(feed.read(org, "000000000001", 50).items()).isEmpty();
        assertThat(feed.read(org + "-other", null, 50).items()).isEmpty();
    }

    @Test
    void aReceiverThatFailsIsTriedAgainThenDisabledAndLosesNothing() throws InterruptedException {
        remote.at("/failing", 500, "{}");
        String id = subscriptions
                .create(org, remote.url("/failing"), SECRET, List.of())
                .id();
        StoredSubscription lent = lease(id, "this test");
        assertThat(subscriptions.lease(lent, "another node", Duration.ofMinutes(1)))
                .isNull();
        detection.tell(new ApiKey(org, newerVersion().apiId()));

        deliveries.deliver(lent);

        Subscription failed = subscriptions.get(org, id);
        assertThat(failed.failures()).isEqualTo(1);
        assertThat(failed.lastFailure()).isEqualTo("status 500");
        assertThat(failed.state()).isEqualTo(Subscription.State.ACTIVE);
        for (int i = 0; i < 7; i++) {
            deliveries.deliver(lease(id, "this test"));
        }
        assertThat(subscriptions.get(org, id).state()).isEqualTo(Subscription.State.DISABLED);
        assertThat(subscriptions.lease(lent, "another node", Duration.ofMinutes(1)))
                .isNull();
        BlockingQueue<Request> taken = new LinkedBlockingQueue<>();
        remote.at("/failing", request -> {
            taken.add(request);
            return Response.of(200, "{}");
        });
        assertThat(subscriptions.sealAgain(org)).isEqualTo(1);
        subscriptions.resume(org, id);

        Request delivered = taken.take();
        assertThat(delivered.header("webhook-id")).isEqualTo(id + "-000000000001");
        assertThat(delivered.body()).contains(FeedEvent.SPEC_CHANGED).doesNotContain(SECRET);
        subscriptions.delete(org, id);
    }

    @Test
    void aSignatureIsThatOfTheStandard() {
        // From the specification's reference implementations.
        assertThat(WebhookSignature.of(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    private StoredSubscription lease(String id, String by) {
        StoredSubscription seen = database.findById(id, StoredSubscription.class);
        return subscriptions.lease(seen, by, Duration.ofMinutes(1));
    }

    private Spec newerVersion() {
        Spec unused = specs.add(org, document("1")).spec();
        return specs.add(org, document("2")).spec();
    }

    private static byte[] document(String version) {
        return """
                {"openapi":"3.0.3","info":{"title":"Tides","version":"%s"},"servers":[{"url":"https://tides.dev"}],
                 "paths":{"/tides":{"get":{"summary":"In version %s","responses":{"200":{"description":"ok"}}}}}}""".formatted(version, version).getBytes(StandardCharsets.UTF_8);
    }
}
