package dev.ferrule.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.contract.IndependentCheck;
import dev.ferrule.contract.Request;
import dev.ferrule.contract.Requests;
import dev.ferrule.contract.SampleRequest;
import dev.ferrule.contract.Samples;
import dev.ferrule.contract.Schemas;
import dev.ferrule.egress.Call;
import dev.ferrule.spec.Contract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests for every operation of the specs that come along arrive at the mock as an independent validator wants them. */
class IndependentRequestsTest {

    /**
     * Where the other is wrong: it closes each part of an {@code allOf} to the properties of the others, and takes a list with
     * one item in a form for a text.
     */
    private static final Map<String, String> ITS_FAULTS = Map.of(
            "parley-chat.yaml POST /rooms/{room_id}/scheduled-messages", "matched only 0 out of 2",
            "parley-chat.yaml POST /direct-messages", "matched only 0 out of 2",
            "pingwren-sms.yaml POST /sms/bulk", "[Path '/to'] Instance type (string)");

    private final Schemas schemas = new Schemas();
    private final Requests requests = new Requests(schemas);
    private final Mock mock = new Mock(new MockSessions(), schemas, millis -> {});

    @Test
    void everyRequestToTheMockIsAcceptedByAValidatorOfSomebodyElse() throws IOException {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        int unknown = 0;
        for (Path file : SampleTargets.all()) {
            byte[] document = Files.readAllBytes(file);
            IndependentCheck other = IndependentCheck.knows(document) ? IndependentCheck.of(document) : null;
            List<Contract> contracts = SampleTargets.contracts(document);
            Target target = SampleTargets.target(contracts);
            for (Contract contract : contracts) {
                SampleRequest sample = Samples.request(contract, 1);
                Request request =
                        requests.build(contract, sample.parameters(), sample.body(), sample.mediaType(), Set.of());
                String name = file.getFileName() + " " + contract.method() + " " + contract.path();
                int status = mock.answer("org", null, target, call(request)).status();
                if (status >= 400) {
                    wrong.add(name + ": the mock says " + status);
                }
                if (other == null) {
                    unknown++;
                    continue;
                }
                checked++;
                List<String> faults = other.faults(request);
                boolean known = ITS_FAULTS.containsKey(name)
                        && faults.size() == 1
                        && faults.get(0).contains(ITS_FAULTS.get(name));
                if (!faults.isEmpty() && !known) {
                    wrong.add(name + ": " + faults);
                }
            }
        }
        System.out.println("independent validator: " + checked + " requests checked, " + unknown
                + " of OpenAPI 3.1, which it does not know");
        assertThat(wrong).isEmpty();
        assertThat(checked).isGreaterThan(300);
    }

    private static Call call(Request request) {
        List<Call.Header> headers = request.headers().stream()
                .map(header -> new Call.Header(header.name(), header.value()))
                .toList();
        return new Call(
                request.method(),
                URI.create(SampleTargets.HOST + "/v1" + request.pathAndQuery()),
                headers,
                request.body());
    }
}
