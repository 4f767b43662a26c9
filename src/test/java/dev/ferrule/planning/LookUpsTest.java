package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.OutlineOf;
import dev.ferrule.spec.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comes along with an operation that is put into a plan by hand. */
class LookUpsTest {

    @Test
    void oneProducerOfEachIdComesFirst() {
        assertThat(of("POST /rooms/{room}/messages/{message}/pin", "GET /rooms", "GET /rooms/{room}/messages"))
                .containsExactly(
                        "GET /rooms for room of GET /rooms/{room}/messages",
                        "GET /rooms/{room}/messages for message of POST /rooms/{room}/messages/{message}/pin",
                        "GET /rooms for room of POST /rooms/{room}/messages/{message}/pin");
        assertThat(of("GET /contacts/{contact_id}", "GET /contacts/search", "GET /search/contacts", "GET /contacts"))
                .containsExactly("GET /contacts for contact_id of GET /contacts/{contact_id}");
    }

    @Test
    void whatIsInThePlanAlreadyIsTakenBeforeWhatLiesNearer() {
        assertThat(of("GET /contacts/{contact_id}", "GET /contacts", "in plan: GET /search/contacts"))
                .containsExactly("GET /search/contacts for contact_id of GET /contacts/{contact_id}");
    }

    @Test
    void ofTheBodyOnlyWhatItMustHaveIsLookedUp() {
        assertThat(of(invoice(Map.of("required", List.of("customerId"))), "GET /customers", "GET /tax-rates"))
                .containsExactly("GET /customers for customerId of POST /invoices");
        assertThat(of(invoice(Map.of()), "GET /customers", "GET /tax-rates")).isEmpty();
        Map<String, Object> line = Map.of(
                "properties",
                Map.of("lines", Map.of("items", Map.of("required", List.of("tax_rate_id")))),
                "required",
                List.of("lines"));
        assertThat(of(invoice(line), "GET /customers", "GET /tax-rates"))
                .containsExactly("GET /tax-rates for tax_rate_id of POST /invoices");
    }

    @Test
    void whatWaitsForItselfAndEndlessChainsEnd() {
        assertThat(of("GET /folders/{folderId}/folders", "GET /folders/{folderId}/folders"))
                .isEmpty();
        assertThat(of("PUT /a/{aId}", "GET /a?of={bId}", "GET /x/{aId}/b", "GET /x/{bId}/a"))
                .hasSizeLessThanOrEqualTo(6);
        assertThat(of(
                        "PUT /a/{a}/b/{b}/c/{c}/d/{d}",
                        "GET /a",
                        "GET /a/{a}/b",
                        "GET /a/{a}/b/{b}/c",
                        "GET /a/{a}/b/{b}/c/{c}/d"))
                .startsWith("GET /a for a of GET /a/{a}/b", "GET /a/{a}/b for b of GET /a/{a}/b/{b}/c")
                .endsWith("GET /a for a of PUT /a/{a}/b/{b}/c/{c}/d/{d}")
                .hasSize(10);
    }

    private static Operation invoice(Map<String, Object> schema) {
        return operation(
                "POST /invoices",
                new Operation.Body(true, null, List.of(new Operation.Content("application/json", schema))));
    }

    private static Operation operation(String line, Operation.Body body) {
        String[] parts = line.split(" ", 2);
        return new Operation(
                line, parts[0], parts[1], null, null, List.of(), List.of(), body, List.of(), List.of(), List.of(),
                false, "#");
    }

    private static List<String> of(String consumer, String... others) {
        return of(operation(consumer, null), others);
    }

    private static List<String> of(Operation operation, String... others) {
        Card card = card(operation.method() + " " + operation.path(), "customerId", "tax_rate_id");
        List<String> inPlan = Stream.of(others)
                .filter(line -> line.startsWith("in plan: "))
                .map(line -> line.substring(9))
                .toList();
        List<Card> all = Stream.concat(
                        Stream.of(card), Arrays.stream(others).map(line -> card(line.replace("in plan: ", ""))))
                .toList();
        return LookUps.of(operation, card, OutlineOf.cards(all), one -> inPlan.contains(one.operationId())).stream()
                .map(one -> one.producer().operationId() + " for " + one.takes() + " of "
                        + one.consumer().operationId())
                .toList();
    }

    private static Card card(String line, String... refs) {
        String[] parts = line.split(" ", 2);
        return new Card("s", line, parts[0], parts[1], line, null, List.of(), List.of(refs), false, false);
    }
}
