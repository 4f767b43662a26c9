package dev.ferrule.tester;

import dev.ferrule.connection.Redaction;
import dev.ferrule.contract.Answers;
import dev.ferrule.contract.Mismatch;
import dev.ferrule.contract.Request;
import dev.ferrule.egress.Answer;
import dev.ferrule.spec.Contract;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds an answer against the contract, and shows what it found without secrets. */
@Component
class AnswerCheck {

    private final Answers answers;

    AnswerCheck(Answers answers) {
        this.answers = answers;
    }

    /** Nothing for an operation of which no answer is described. */
    List<Mismatch> check(Contract contract, Answer answer) {
        if (contract.responses().isEmpty()) {
            return List.of();
        }
        List<Request.Header> headers = answer.headers().stream()
                .map(header -> new Request.Header(header.name(), header.value()))
                .toList();
        return answers.check(contract, answer.status(), headers, answer.body(), answer.truncated())
                .mismatches();
    }

    /** What the answer says of a credential is not said again. */
    static TestReport.Mismatch shown(Mismatch mismatch, Redaction secrets, @Nullable String findingId) {
        int slash = mismatch.pointer().lastIndexOf('/');
        boolean secret = Masking.isSecretField(mismatch.pointer().substring(slash + 1));
        return new TestReport.Mismatch(
                secrets.text(mismatch.pointer()),
                mismatch.message(),
                mismatch.expected(),
                secret ? Redaction.MASK : secrets.text(mismatch.found()),
                findingId);
    }
}
