package dev.ferrule.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.contract.Answers;
import dev.ferrule.contract.Request;
import dev.ferrule.contract.Requests;
import dev.ferrule.contract.SampleRequest;
import dev.ferrule.contract.Samples;
import dev.ferrule.contract.Schemas;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Contract;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every operation of the specs that come along can be tried with a sample, and what comes back is what its spec says. */
class SampleSpecsTest {

    /** Each is one of two kinds of object that demand nothing, so that whatever is right for one is right for both. */
    private static final Set<String> CONTRADICTIONS = Set.of(
            "stowbox-files.yaml GET /folders/{folderId}/entries",
            "stowbox-files.yaml GET /search",
            "stowbox-files.yaml GET /bin",
            "stowbox-files.yaml POST /bin/{entryId}/restore",
            "tollgate-payments.yaml GET /v1/customers/{customer}/payment-methods");

    private final Schemas schemas = new Schemas();
    private final Requests requests = new Requests(schemas);
    private final Answers answers = new Answers(schemas);
    private final Mock mock = new Mock(new MockSessions(), schemas, millis -> {});

    @Test
    void everyOperationTakesASampleAndAnswersByItsContract() {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Path file : SampleTargets.all()) {
            List<Contract> contracts = SampleTargets.contracts(file);
            Target target = SampleTargets.target(contracts);
            for (Contract contract : contracts) {
                String name = file.getFileName() + " " + contract.method() + " " + contract.path();
                String fault = fault(target, contract);
                boolean known = CONTRADICTIONS.contains(name) && fault.contains("exactly one of the alternatives");
                if (!fault.isEmpty() && !known) {
                    wrong.add(name + ": " + fault);
                }
                tried++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(500);
    }

    /** Empty: none. */
    private String fault(Target target, Contract contract) {
        SampleRequest sample = Samples.request(contract, 1);
        Request request;
        try {
            request = requests.build(contract, sample.parameters(), sample.body(), sample.mediaType(), Set.of());
        } catch (Problem problem) {
            return "not built: " + problem.violations();
        }
        List<Call.Header> headers = request.headers().stream()
                .map(header -> new Call.Header(header.name(), header.value()))
                .toList();
        URI uri = URI.create(SampleTargets.HOST + "/v1" + request.pathAndQuery());
        Answer answer = mock.answer("org", null, target, new Call(request.method(), uri, headers, request.body()));
        if (answer.status() / 100 != 2 && !Statuses.names(contract, answer.status())
                || answer.status() / 100 == 4
                || answer.status() / 100 == 5) {
            return answer.status() + " " + answer.text();
        }
        List<Request.Header> back = answer.headers().stream()
                .map(header -> new Request.Header(header.name(), header.value()))
                .toList();
        Answers.Verdict verdict = answers.check(contract, answer.status(), back, answer.body(), false);
        return verdict.ok() && verdict.complete() ? "" : verdict.mismatches().toString();
    }
}
