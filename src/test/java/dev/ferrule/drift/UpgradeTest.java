package dev.ferrule.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.connector.Template;
import dev.ferrule.drift.Upgrade.State;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.data.mongodb.core.mapping.event.AbstractMongoEventListener;
import org.springframework.data.mongodb.core.mapping.event.BeforeSaveEvent;

/** Upgrades that are cut short, that come two at a time, and that people have to follow. */
class UpgradeTest extends VersionedFerrule {

    private static final Set<String> KINDS = Set.of("Upgrade", "Connector", "Revision", "Template");
    private static final int MANY = 40;

    @Autowired
    private AbstractApplicationContext context;

    @Autowired
    private UpgradeStore upgrades;

    private final Writes writes = new Writes();

    /** Stands between an upgrade and the database. */
    private static final class Writes extends AbstractMongoEventListener<Object> {

        private volatile int left = -1;
        private volatile Runnable atTemplate = () -> {};

        @Override
        public void onBeforeSave(BeforeSaveEvent<Object> event) {
            if (event.getSource() instanceof Template) {
                atTemplate.run();
            }
            if (KINDS.contains(event.getSource().getClass().getSimpleName()) && left >= 0 && left-- == 0) {
                throw new IllegalStateException("killed");
            }
        }
    }

    @BeforeEach
    void watch() {
        context.addApplicationListener(writes);
    }

    @AfterEach
    void unwatch() {
        context.removeApplicationListener(writes);
    }

    @Test
    void whereverItIsCutShortAnUpgradeCanBeFinishedAndTakenBackAndSoCanTheWayBack() {
        String old = spec("Quarry", "1", KEY, "/stones/{id}");
        build("Quarry", old);
        String before = get(connector).json().at("/endpoints").toString();
        String revision = get(template).at("/connectorRevision");
        String newer = spec("Quarry", "2", KEY, "/rocks/{stoneId}");
        String wish = "{\"templates\":[\"%s\"],\"followMoves\":true}".formatted(templateId);

        int cuts = 0;
        for (boolean finished = false; !finished && cuts < MANY; cuts++) {
            finished = !isCut(cuts, "/upgrade", wish);
            post(connector + "/upgrade", isHalfDone() ? "{}" : wish).expect(200);
            assertThat(get(template).json().at("/endpointIds").toString()).contains("rocks");
            assertThat(get(template).at("/connectorRevision"))
                    .isEqualTo(get(connector).at("/publishedRevision"));
            assertThat(get(connector + "/endpoints").body()).contains(newer);
            assertThat(get(connector + "/drift").at("/severity")).isEqualTo("none");
            undoTillItIsAsBefore(cuts, before, revision);
            if (!finished && isCut(cuts, "/upgrade", wish) && isHalfDone()) {
                undoTillItIsAsBefore(MANY, before, revision);
            }
        }
        assertThat(cuts).isBetween(8, MANY - 1);
        post(connector + "/upgrade/undo", "").expectProblem(409, "nothing-to-undo");
    }

    private boolean isHalfDone() {
        return upgrades.last(org(), connector.substring(connector.lastIndexOf('/') + 1))
                .filter(last -> last.state().isHalfDone())
                .isPresent();
    }

    /** Whether the write of that number was the last one that it came to. */
    private boolean isCut(int number, String call, String wish) {
        writes.left = number;
        Reply reply = post(connector + call, wish);
        boolean cut = writes.left < 0;
        writes.left = -1;
        assertThat(reply.status()).as(reply.body()).isEqualTo(cut ? 500 : 200);
        return cut;
    }

    private void undoTillItIsAsBefore(int cutAt, String before, String revision) {
        if (isCut(cutAt, "/upgrade/undo", "")) {
            if (isHalfDone()) {
                post(connector + "/upgrade", "{}").expectProblem(409, "upgrade-not-finished");
            }
            post(connector + "/upgrade/undo", "").expect(200);
        }
        assertThat(get(connector).json().at("/endpoints").toString()).isEqualTo(before);
        assertThat(get(template).at("/connectorRevision")).isEqualTo(revision);
        assertThat(get(template).json().at("/endpointIds").toString()).contains("stones");
    }

    @Test
    void ofTwoUpgradesAtOnceOneIsRefusedAndNothingIsMixed() throws InterruptedException {
        build("Delta", spec("Delta", "1", KEY, "/stones/{id}"));
        spec("Delta", "2", KEY, "/rocks/{stoneId}");
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        writes.atTemplate = () -> {
            reached.countDown();
            await(goOn);
        };
        String wish = "{\"templates\":[\"%s\"],\"followMoves\":true}".formatted(templateId);
        CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> post(connector + "/upgrade", wish));
        reached.await();

        post(connector + "/upgrade", wish).expectProblem(409, "upgrade-running");
        post(connector + "/upgrade", "{}").expectProblem(409, "upgrade-running");
        post(connector + "/upgrade", "{\"followMoves\":true}").expectProblem(409, "upgrade-not-finished");
        post(connector + "/upgrade/undo", "").expectProblem(409, "upgrade-running");
        goOn.countDown();

        first.join().expect(200);
        assertThat(get(template).at("/connectorRevision"))
                .isEqualTo(get(connector).at("/publishedRevision"));
        post(connector + "/upgrade/undo", "").expect(200);
        post(connector + "/upgrade/undo", "").expectProblem(409, "nothing-to-undo");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoHasToLogInAgainIsNamedBeforeAndAfterAndTheWayBackTakesThatBack() {
        build("Harbour", spec("Harbour", "1", KEY, "/stones/{id}"));
        String method = get(connector).at("/authMethods/0/id");
        patch(template, "{\"embedded\":true,\"authMethodId\":\"%s\"}".formatted(method))
                .expect(200);
        String own = connect(connector, method, "{\"apiKey\":\"not-a-real-key\"}")
                .expect(201)
                .at("/id");
        String endUser = post("/api/v1/end-users", "{\"externalId\":\"harbour-master\",\"name\":\"One\"}")
                .expect(201)
                .at("/id");
        String integration = template.substring(0, template.indexOf("/templates/"));
        post(integration + "/end-users/" + endUser + "/activations", "").expect(201);
        String theirs = "/api/v1/templates/" + templateId + "/end-users/" + endUser + "/connection";
        post(theirs, "{\"credentials\":{\"apiKey\":\"not-a-real-key\"}}").expect(201);
        assertThat(get(theirs).at("/authMethodChange")).isEqualTo("none");
        patch(connector, "{\"name\":\"Our harbour\"}").expect(200);

        spec("Harbour", "2", OAUTH, "/stones/{id}");

        Reply drift = get(connector + "/drift").expect(200);
        assertThat(drift.at("/severity")).isEqualTo("breaking");
        assertThat(drift.at("/connected/own/0/connectionId")).isEqualTo(own);
        assertThat(drift.at("/connected/own/0/change")).isEqualTo("removed");
        assertThat(drift.at("/connected/own/0/advice")).contains("connection");
        assertThat(drift.at("/connected/endUsers/0/templateId")).isEqualTo(templateId);
        assertThat(drift.at("/connected/endUsers/0/needLogin")).isEqualTo("1");
        Reply upgraded = post(connector + "/upgrade", "{\"templates\":[\"%s\"]}".formatted(templateId))
                .expect(200);
        assertThat(upgraded.at("/connected/own/0/connectionId")).isEqualTo(own);
        assertThat(upgraded.body()).contains("declares it no more");
        assertThat(get(connector).at("/name")).isEqualTo("Our harbour");
        assertThat(get(connector + "/auth-methods/" + method + "/connections").at("/items/0/change"))
                .isEqualTo("removed");
        assertThat(get(theirs).at("/authMethodChange")).isEqualTo("removed");
        assertThat(get(connector + "/drift").at("/connected/endUsers/0/needLogin"))
                .isEqualTo("1");
        post("/api/v1/connections/" + own + "/upgrade", "").expectProblem(409, "reconnect-needed");

        post(connector + "/upgrade/undo", "").expect(200);
        assertThat(get(theirs).at("/authMethodChange")).isEqualTo("none");
        assertThat(get(connector + "/auth-methods/" + method + "/connections").at("/items/0/change"))
                .isEqualTo("none");
    }

    @Test
    void soManyUpgradesAreKeptAsPeopleTakeBackAndNoneOfAConnectorThatIsGone() {
        String id = "a-connector-of-nobody";
        for (int i = 0; i < 55; i++) {
            Upgrade begun = upgrades.begin(org(), id, UpgradeForm.NEWEST);
            upgrades.save(begun.with(State.DONE, 2, begun.templates(), null));
        }

        upgrades.prune(org(), id);

        assertThat(database.getCollection("upgrades").countDocuments(new org.bson.Document("connectorId", id)))
                .isEqualTo(50);
        upgrades.forgetConnector(org(), id);
        assertThat(upgrades.last(org(), id)).isEmpty();
    }

    private static final String OAUTH = """
            "key":{"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"https://login.harbour.dev/authorize",
              "tokenUrl":"https://login.harbour.dev/token","scopes":{}}}}""";
}
