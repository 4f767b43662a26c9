package dev.ferrule.connector;

import static dev.ferrule.connector.Samples.endpoint;
import static dev.ferrule.connector.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.RunningFerrule;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class ConnectorsTest extends RunningFerrule {

    @Autowired
    private Connectors connectors;

    @Autowired
    private ConnectorStore store;

    @Autowired
    private Templates templates;

    @Autowired
    private Integrations integrations;

    @Autowired
    private MongoTemplate database;

    /** An organisation and a system of its own for every test. */
    private final String org = "org-" + new ObjectId().toHexString();

    private final String system = "northcart@northcart.example";

    @Test
    void aHundredSimultaneousFirstUsesMakeOneConnectorWithAllThatIsWanted() throws Exception {
        String integration = integrations.create(org, "Crowd").id();
        List<Saved> saved = atOnce(
                100,
                i -> connectors
                        .save(
                                org,
                                integration,
                                List.of(wanted(system, "scope-" + i % 10, endpoint("GET", "/things/" + i % 20))))
                        .get(0));
        assertThat(saved)
                .extracting(Saved::connectorId)
                .containsOnly(saved.get(0).connectorId());
        assertThat(saved)
                .extracting(Saved::templateId)
                .containsOnly(saved.get(0).templateId());
        assertThat(saved.stream().filter(s -> s.outcome() == Outcome.CREATED)).hasSize(1);
        assertThat(store.list(org, null, null, 10)).hasSize(1);
        Definition draft = connectors.get(org, saved.get(0).connectorId()).definition();
        assertThat(draft.endpoints()).hasSize(20);
        assertThat(draft.authMethod("oauth2-authorization_code").orElseThrow().scopes())
                .hasSize(10);
        assertThat(templates.get(org, integration, saved.get(0).templateId()).endpointIds())
                .hasSize(20);
    }

    @Test
    void aHundredSimultaneousBuildsMakeOneRevision() throws Exception {
        Wanted wanted = wanted(system, "read", endpoint("GET", "/orders"));
        List<Saved> built = atOnce(
                100,
                i -> connectors
                        .build(org, integrations.create(org, "Crowd " + i).id(), List.of(wanted))
                        .get(0));
        assertThat(built).extracting(Saved::revision).containsOnly(1);
        assertThat(connectors.get(org, built.get(0).connectorId()).publishedRevision())
                .isEqualTo(1);
    }

    @Test
    void olderTemplatesKeepTheirRevisionWhenANewIntegrationNeedsMore() {
        String first = integrations.create(org, "First").id();
        String second = integrations.create(org, "Second").id();
        Saved one = connectors
                .build(org, first, List.of(wanted(system, "read", endpoint("GET", "/orders"))))
                .get(0);
        Saved two = connectors
                .build(org, second, List.of(wanted(system, "write", endpoint("POST", "/refunds"))))
                .get(0);

        assertThat(one.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(two.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(two.connectorId()).isEqualTo(one.connectorId());
        assertThat(one.revision()).isEqualTo(1);
        assertThat(two.revision()).isEqualTo(2);
        Connector connector = connectors.get(org, one.connectorId());
        Template old = templates.get(org, first, one.templateId());
        assertThat(old.connectorRevision()).isEqualTo(1);
        assertThat(templates.definition(connector, old).endpoints())
                .extracting(Endpoint::path)
                .containsExactly("/orders");
        assertThat(templates
                        .definition(connector, templates.get(org, second, two.templateId()))
                        .endpoints())
                .extracting(Endpoint::path)
                .containsExactly("/orders", "/refunds");
    }

    @Test
    void buildingTwiceIsBuildingOnce() {
        String integration = integrations.create(org, "Twice").id();
        List<Wanted> wanted = List.of(wanted(system, "read", endpoint("GET", "/orders"), endpoint("POST", "/orders")));
        Saved draft = connectors.save(org, integration, wanted).get(0);
        assertThat(draft.revision()).isNull();
        Saved first = connectors.build(org, integration, wanted).get(0);
        Connector connector = connectors.get(org, first.connectorId());
        Template template = templates.get(org, integration, first.templateId());

        for (Saved again : List.of(
                connectors.build(org, integration, wanted).get(0),
                connectors.save(org, integration, wanted).get(0))) {
            assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(again.reasons()).isEmpty();
            assertThat(again.revision()).isEqualTo(1);
            assertThat(again.endpointIds()).isEqualTo(first.endpointIds());
        }
        assertThat(connectors.get(org, first.connectorId())).isEqualTo(connector);
        assertThat(templates.get(org, integration, first.templateId())).isEqualTo(template);
    }

    @Test
    void aBuiltTemplateFollowsTheDraftFromASaveThatNeedsMoreUntilTheNextBuild() {
        String integration = integrations.create(org, "Growing").id();
        connectors.build(org, integration, List.of(wanted(system, "read", endpoint("GET", "/orders"))));
        List<Wanted> more = List.of(wanted(system, "read", endpoint("GET", "/orders"), endpoint("GET", "/customers")));

        Saved saved = connectors.save(org, integration, more).get(0);
        assertThat(saved.revision()).isNull();
        assertThat(connectors.get(org, saved.connectorId()).draftDiffers()).isTrue();
        Saved built = connectors.build(org, integration, more).get(0);
        assertThat(built.revision()).isEqualTo(2);
        assertThat(built.reasons()).contains("published revision 2", "the template is pinned to revision 2");
    }

    @Test
    void aLaterChoiceOfThePlanCountsUnlessSomebodyChoseByHand() {
        String integration = integrations.create(org, "Choosing").id();
        Wanted oauth = wanted(system, "read", endpoint("GET", "/orders"), endpoint("GET", "/customers"));
        Wanted key = new Wanted(
                system,
                "Northcart",
                null,
                null,
                oauth.authMethods(),
                "api_key-header-x_api_key",
                List.of(endpoint("GET", "/orders")),
                List.of(Endpoint.idOf("GET", "/customers")));
        String id = connectors.save(org, integration, List.of(oauth)).get(0).templateId();
        connectors.save(org, integration, List.of(key));
        assertThat(templates.get(org, integration, id).authMethodId()).isEqualTo("api_key-header-x_api_key");
        assertThat(templates.get(org, integration, id).endpointIds()).containsExactly(Endpoint.idOf("GET", "/orders"));

        templates.change(org, integration, id, null, t -> t.with(t.name(), t.endpointIds(), null, true, null));
        connectors.build(org, integration, List.of(key));
        assertThat(templates.get(org, integration, id).authMethodId()).isNull();
        assertThat(templates.get(org, integration, id).embedded()).isTrue();
    }

    @Test
    void aPublicationCutShortIsCompletedByTheNext() {
        Saved saved = connectors
                .save(org, null, List.of(wanted(system, "read", endpoint("GET", "/orders"))))
                .get(0);
        Connector connector = connectors.get(org, saved.connectorId());
        // What a crash leaves: the revision is there, the connector does not point to it yet, and its draft moves on.
        database.insert(new Revision(
                Revision.idOf(connector.id(), 1), org, connector.id(), 1, connector.definition(), Samples.INGESTED));
        Saved built = connectors
                .build(org, null, List.of(wanted(system, "read", endpoint("GET", "/customers"))))
                .get(0);

        assertThat(built.revision()).isEqualTo(2);
        assertThat(connectors.revision(org, connector.id(), 1).definition()).isEqualTo(connector.definition());
        assertThat(connectors.revision(org, connector.id(), 2).definition().endpoints())
                .hasSize(2);
        assertThat(connectors.get(org, connector.id()).draftDiffers()).isFalse();
    }

    @Test
    void knowsWhichConnectorsNeedASpec() {
        String integration = integrations.create(org, "Specs").id();
        Endpoint old = endpoint("GET", "/orders", "old", Samples.INGESTED);
        Endpoint fresh = endpoint("GET", "/orders", "fresh", Samples.INGESTED.plusSeconds(1));
        String id = connectors
                .build(org, integration, List.of(wanted(system, "read", old)))
                .get(0)
                .connectorId();
        assertThat(connectors.usersOfSpec(org, "old")).extracting(Connector::id).containsExactly(id);
        assertThat(connectors.usesSpec("another-org", "old")).isFalse();

        connectors.build(org, null, List.of(wanted(system, "read", fresh)));
        assertThat(connectors.usesSpec(org, "fresh")).isTrue();
        assertThat(connectors.usesSpec(org, "old"))
                .as("the template has pinned it")
                .isTrue();
        connectors.build(org, integration, List.of(wanted(system, "read", fresh)));
        assertThat(connectors.usesSpec(org, "old"))
                .as("only an old revision has it")
                .isFalse();
    }

    @Test
    void anotherOrganisationHasConnectorsOfItsOwnAndSeesNoOthers() {
        String integration = integrations.create(org, "Mine").id();
        Wanted wanted = wanted(system, "read", endpoint("GET", "/orders"));
        Saved mine = connectors.build(org, integration, List.of(wanted)).get(0);
        String other = org + "-other";

        assertThat(connectors.ofSystem(other, system)).isEmpty();
        assertNotFound("connector-not-found", () -> connectors.get(other, mine.connectorId()));
        assertNotFound("connector-not-found", () -> connectors.revision(other, mine.connectorId(), 1));
        assertNotFound("integration-not-found", () -> integrations.get(other, integration));
        assertNotFound("integration-not-found", () -> templates.get(other, integration, mine.templateId()));
        assertNotFound("integration-not-found", () -> connectors.save(other, integration, List.of(wanted)));
        assertThat(connectors.ofSystem(other, system)).as("nothing half-saved").isEmpty();
        Saved theirs = connectors.build(other, null, List.of(wanted)).get(0);
        assertThat(theirs.connectorId()).isNotEqualTo(mine.connectorId());
        get("/api/v1/connectors/" + mine.connectorId()).expectProblem(404, "connector-not-found");
        get("/api/v1/integrations/" + integration).expectProblem(404, "integration-not-found");
    }

    private static void assertNotFound(String code, Callable<?> call) {
        assertThatThrownBy(call::call)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
    }

    private static <T> List<T> atOnce(int threads, Numbered<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> running = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        start.await();
                        return work.at(i);
                    }))
                    .toList();
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private interface Numbered<T> {
        T at(int number);
    }
}
