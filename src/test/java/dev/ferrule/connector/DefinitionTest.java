package dev.ferrule.connector;

import static dev.ferrule.connector.Samples.endpoint;
import static dev.ferrule.connector.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.problem.Problem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DefinitionTest {

    private final Wanted orders =
            wanted("shop", "read_orders", endpoint("GET", "/orders"), endpoint("GET", "/orders/{id}"));
    private final Wanted refunds =
            wanted("shop", "write_refunds", endpoint("POST", "/refunds"), endpoint("GET", "/orders/{id}"));

    @Test
    void mergingTheSameTwiceChangesNothing() {
        Definition once = Definition.of(orders);
        assertThat(once.merge(orders)).isEqualTo(once);
        assertThat(once.covers(orders)).isTrue();
        assertThat(once.covers(refunds)).isFalse();
    }

    @Test
    void theOrderOfTwoPlansDoesNotMatter() {
        assertThat(Definition.of(orders).merge(refunds))
                .isEqualTo(Definition.of(refunds).merge(orders));
    }

    @Test
    void mergingUnitesEndpointsAndScopes() {
        Definition both = Definition.of(orders).merge(refunds);
        assertThat(both.endpoints())
                .extracting(e -> e.method() + " " + e.path())
                .containsExactly("GET /orders", "GET /orders/{id}", "POST /refunds");
        assertThat(both.authMethods())
                .extracting(m -> m.id())
                .containsExactly("api_key-header-x_api_key", "oauth2-authorization_code");
        assertThat(both.authMethod("oauth2-authorization_code").orElseThrow().scopes())
                .containsExactly("read_orders", "write_refunds");
        assertThat(both.changesSince(Definition.of(orders)))
                .containsExactly("added POST /refunds", "changed auth method oauth2-authorization_code");
    }

    @Test
    void aNewerSpecWinsInEitherOrder() {
        Endpoint old = endpoint("GET", "/orders", "spec-b", Samples.INGESTED);
        Endpoint fresh = endpoint("GET", "/orders", "spec-a", Samples.INGESTED.plusSeconds(60));
        assertThat(old.id()).isEqualTo(fresh.id());
        assertThat(old.merge(fresh)).isEqualTo(fresh);
        assertThat(fresh.merge(old)).isEqualTo(fresh);
    }

    @Test
    void wordsWrittenByHandSurviveANewerSpec() {
        Endpoint spec = endpoint("GET", "/orders");
        Endpoint byHand = new Endpoint(spec.id(), null, "GET", "/orders", "All of them", null, List.of(), null, true);
        assertThat(byHand.merge(spec)).isEqualTo(spec.merge(byHand));
        assertThat(byHand.merge(spec).summary()).isEqualTo("All of them");
        assertThat(byHand.merge(spec).provenance()).isEqualTo(spec.provenance());
    }

    @Test
    void theIdOfAnEndpointTellsMethodsAndOddPathsApart() {
        assertThat(Endpoint.idOf("GET", "/orders/{id}"))
                .startsWith("get-orders-id-")
                .matches("[a-z0-9-]+");
        assertThat(List.of(
                        Endpoint.idOf("GET", "/a/b"),
                        Endpoint.idOf("GET", "/a-b"),
                        Endpoint.idOf("GET", "/a#b"),
                        Endpoint.idOf("GET", "/a/{b}"),
                        Endpoint.idOf("PUT", "/a/b"),
                        Endpoint.idOf("GET", "/日本"),
                        Endpoint.idOf("GET", "/中国")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aConnectorThatWouldNotFitIntoADocumentIsRefused() {
        Endpoint[] many = IntStream.rangeClosed(0, Definition.MAX_ENDPOINTS)
                .mapToObj(i -> endpoint("GET", "/" + i))
                .toArray(Endpoint[]::new);
        assertThatThrownBy(() -> Definition.of(wanted("shop", "s", many)).checkSize())
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("connector-too-large"));
    }

    @Test
    void aTitleBecomesANameOnOneLine() {
        Wanted odd = new Wanted("key", "  Shop\r\nX: 1 ", null, null, List.of(), null, List.of(), List.of());
        assertThat(odd.name()).isEqualTo("Shop X: 1");
        assertThat(new Wanted("key", " ", null, null, List.of(), null, List.of(), List.of()).name())
                .isEqualTo("key");
    }
}
