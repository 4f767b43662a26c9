package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.OutlineOf;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who yields the ids that an operation takes. */
class ProducersTest {

    @Test
    void theCollectionBeforeAnIdYieldsIt() {
        assertThat(yields("DELETE /orders/{orderId}", "GET /orders", "POST /orders", "GET /customers"))
                .containsExactly("GET /orders for orderId");
        assertThat(yields("GET /v2/orders/{id}", "GET /v2/orders/")).containsExactly("GET /v2/orders/ for id");
    }

    @Test
    void chainsAreFollowedFromTheLastIdToTheFirst() {
        assertThat(yields("PUT /boards/{b}/columns/{c}", "GET /boards", "GET /boards/{id}/columns"))
                .containsExactly("GET /boards/{id}/columns for c", "GET /boards for b");
    }

    @Test
    void anIdInTheBodyIsYieldedByTheListOfThatResource() {
        Card invoice = card("POST /invoices", "customerId", "tax_rate_id");
        assertThat(yields(invoice, "GET /customers", "GET /tax-rates", "GET /suppliers", "GET /customers/{id}"))
                .containsExactly("GET /customers for customerId", "GET /tax-rates for tax_rate_id");
    }

    @Test
    void searchesYieldWhatTheySearch() {
        assertThat(yields("PATCH /contacts/{contact_id}", "GET /contacts/search", "GET /search/contacts"))
                .containsExactly("GET /contacts/search for contact_id", "GET /search/contacts for contact_id");
    }

    @Test
    void whatDependsOnItselfYieldsNothing() {
        assertThat(yields("GET /folders/{folderId}/folders", "GET /folders/{folderId}/folders"))
                .isEmpty();
    }

    @Test
    void oddPathsAreReadWithoutHarm() {
        for (String path :
                List.of("/", "{", "/{", "/a/{", "/{a}{b}", "/a/{b}.json", "/a:{b}", "//{x}//", "/{a/{b}", "/}")) {
            assertThat(yields("GET " + path, "GET /a", "GET /")).isNotNull();
        }
    }

    @Test
    void ofAResourceNamedInManyPlacesOnlyTheNearestFew() {
        String[] many = Stream.iterate(0, i -> i + 1)
                .limit(50)
                .map(i -> "GET /area" + i + "/customers")
                .toArray(String[]::new);
        assertThat(yields(card("POST /invoices", "customerId"), many)).hasSize(8);
    }

    private static List<String> yields(String consumer, String... others) {
        return yields(card(consumer), others);
    }

    private static List<String> yields(Card consumer, String... others) {
        List<Card> cards = Stream.concat(Stream.of(consumer), Stream.of(others).map(other -> card(other)))
                .toList();
        return new Producers(OutlineOf.cards(cards))
                .of(consumer).stream()
                        .map(yield -> yield.producer().method() + " "
                                + yield.producer().path() + " for " + yield.takes())
                        .distinct()
                        .toList();
    }

    private static Card card(String methodAndPath, String... refs) {
        String[] parts = methodAndPath.split(" ");
        return new Card("spec", methodAndPath, parts[0], parts[1], null, null, List.of(), List.of(refs), false, false);
    }
}
