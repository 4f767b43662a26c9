package dev.ferrule.tester;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.contract.Answers;
import dev.ferrule.contract.Mismatch;
import dev.ferrule.contract.Request;
import dev.ferrule.contract.Schemas;
import dev.ferrule.spec.Contract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was found wrong and accepted is right afterwards, and nothing else has become so. */
class CorrectionsTest {

    private static final String AT = "#/paths/~1orders/get";

    private final Answers answers = new Answers(new Schemas());

    private final Contract contract = new Contract(
            "GET",
            "/orders",
            List.of(),
            null,
            List.of(new Contract.Response(
                    "200",
                    null,
                    List.of(),
                    List.of(new Contract.Content(
                            "application/json", Map.of("$ref", "#/$defs/Order"), List.of(), List.of())),
                    AT + "/responses/200")),
            Map.of(
                    "Order",
                    Map.of(
                            "$comment",
                            "#/components/schemas/Order",
                            "type",
                            "object",
                            "required",
                            List.of("id", "total"),
                            "properties",
                            Map.of(
                                    "id",
                                    Map.of("type", "string"),
                                    "total",
                                    Map.of("type", "number"),
                                    "state",
                                    Map.of("enum", List.of("open", "paid"))))),
            false,
            List.of(),
            AT);

    @Test
    void anAcceptedStatusIsDescribedAndOthersAreNot() {
        Contract corrected = accepted(418, "application/json", "{}");
        assertThat(wrong(corrected, 418, "application/json", "{}")).isEmpty();
        assertThat(wrong(corrected, 419, "application/json", "{}")).hasSize(1);
    }

    @Test
    void anAcceptedMediaTypeIsOneOfTheResponses() {
        Contract corrected = accepted(200, "text/csv; charset=utf-8", "id,total");
        assertThat(corrected.responses().get(0).contents())
                .extracting(Contract.Content::mediaType)
                .containsExactly("application/json", "text/csv");
        assertThat(wrong(corrected, 200, "text/csv", "id,total")).isEmpty();
    }

    @Test
    void anAcceptedAbsenceTakesOneNameFromTheRequired() {
        Contract corrected = accepted(200, "application/json", "{\"id\":\"7\"}");
        assertThat(wrong(corrected, 200, "application/json", "{\"id\":\"7\"}")).isEmpty();
        assertThat(wrong(corrected, 200, "application/json", "{\"total\":1}")).hasSize(1);
    }

    @Test
    void anAcceptedTypeOrValueWidensThatFieldAlone() {
        String lies = "{\"id\":7,\"total\":1,\"state\":\"void\"}";
        Contract corrected = accepted(200, "application/json", lies);
        assertThat(wrong(corrected, 200, "application/json", lies)).isEmpty();
        assertThat(wrong(corrected, 200, "application/json", "{\"id\":7,\"total\":\"1\"}"))
                .hasSize(1);
    }

    @Test
    void aContractWithoutFindingsStaysTheSame() {
        assertThat(Corrections.of(contract, List.of())).isSameAs(contract);
    }

    /** The contract after all that is wrong with an answer was accepted, of which there is something. */
    private Contract accepted(int status, String type, String body) {
        List<Mismatch> wrong = wrong(contract, status, type, body);
        assertThat(wrong).isNotEmpty();
        Instant now = Instant.EPOCH;
        return Corrections.of(
                contract,
                wrong.stream()
                        .map(one -> new Finding(
                                one.message(),
                                "e",
                                one.pointer(),
                                one.message(),
                                one.expected(),
                                one.found(),
                                one.specPointer(),
                                1,
                                now,
                                now,
                                true))
                        .toList());
    }

    private List<Mismatch> wrong(Contract held, int status, String type, String body) {
        return answers.check(
                        held,
                        status,
                        List.of(new Request.Header("Content-Type", type)),
                        body.getBytes(StandardCharsets.UTF_8),
                        false)
                .mismatches();
    }
}
