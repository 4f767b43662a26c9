package dev.ferrule.tester;

import dev.ferrule.connection.Connection;
import dev.ferrule.connection.Connections;
import dev.ferrule.connection.Exchange;
import dev.ferrule.connection.Redaction;
import dev.ferrule.contract.Conventions;
import dev.ferrule.contract.Request;
import dev.ferrule.contract.Requests;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.EgressFailure;
import dev.ferrule.egress.Timing;
import dev.ferrule.problem.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Calls one endpoint and reports it. The way is the same for a person who tries and a program that works: what is asked for
 * is held against the contract, what would write has to be confirmed, then it is signed, sent as often as the policy lets
 * it, and the answer held against the contract and shown without secrets.
 */
@Service
class Tester {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final Subjects subjects;
    private final Channels channels;
    private final Connections connections;
    private final Requests requests;
    private final AnswerCheck answers;
    private final Confirmations confirmations;
    private final Policies policies;
    private final Gates gates;
    private final TestHistory history;
    private final Inputs inputs;
    private final Findings findings;
    private final LearnedConventions conventions;

    Tester(
            Subjects subjects,
            Channels channels,
            Connections connections,
            Requests requests,
            AnswerCheck answers,
            Confirmations confirmations,
            Policies policies,
            Gates gates,
            TestHistory history,
            Inputs inputs,
            Findings findings,
            LearnedConventions conventions) {
        this.subjects = subjects;
        this.channels = channels;
        this.connections = connections;
        this.requests = requests;
        this.answers = answers;
        this.confirmations = confirmations;
        this.policies = policies;
        this.gates = gates;
        this.history = history;
        this.inputs = inputs;
        this.findings = findings;
        this.conventions = conventions;
    }

    /** One test of a template's endpoint, which its history keeps. */
    TestReport test(String org, String integrationId, String templateId, String endpointId, TestForm form) {
        Subject subject = subjects.ofTemplate(org, integrationId, templateId, endpointId);
        TestForm filled = form.fills() ? inputs.filled(subject, form) : form;
        Channels.Way way = way(subject, filled, Limits.TEST);
        TestReport report = run(subject, filled, way, true);
        history.add(org, integrationId, templateId, report);
        return report;
    }

    /** The request of a test as it would go out, before anything signs it. Nothing is sent. */
    TestReport.Sent preview(String org, String integrationId, String templateId, String endpointId, TestForm form) {
        Subject subject = subjects.ofTemplate(org, integrationId, templateId, endpointId);
        TestForm filled = form.fills() ? inputs.filled(subject, form) : form;
        Channels.Way way = way(subject, filled, Limits.TEST);
        Call request = way.channel().whole(built(subject, filled, way));
        return Shown.request(
                request, Payloads.of(request.body(), request.header("Content-Type"), false, Redaction.NONE, true));
    }

    /** One call of a connector's endpoint through a connection; nothing of it is kept. */
    TestReport call(String org, String connectionId, String endpointId, TestForm form) {
        Connection connection = connections.get(org, connectionId);
        Subject subject = subjects.ofConnector(org, connection.connectorId(), endpointId);
        return run(subject, form, channels.through(subject, connection, Limits.CALL), false);
    }

    private Channels.Way way(Subject subject, TestForm form, Limits limits) {
        return form.where() == Target.MOCK
                ? channels.mock(subject, form.mockSession())
                : channels.live(subject, form.connectionId(), form.endUserId(), limits);
    }

    /** @param isTest for a person: what is a credential by its name is masked in the answer too */
    private TestReport run(Subject subject, TestForm form, Channels.Way way, boolean isTest) {
        int pages = PageWalk.checked(form.pages());
        Outgoing request = built(subject, form, way);
        Channel channel = way.channel();
        boolean live = form.where() == Target.LIVE;
        if (live && request.writes()) {
            confirm(subject, form, channel, request);
        }
        String key = idempotencyHeader(subject, request);
        Outgoing keyed = key == null || request.header(key) != null
                ? request
                : request.with(key, UUID.randomUUID().toString());
        Attempts.Result result = sent(subject, channel, keyed, !request.writes() || key != null, live);
        Answer answer = result.exchange().answer();
        if (isTest && live && answer != null) {
            conventions.learn(subject, PageWalk.live(answer));
        }
        if (pages == 1 || request.writes()) {
            return report(subject, form, channel, result, null, isTest);
        }
        PageWalk.Walked walked = PageWalk.walk(
                subject.contract(),
                conventions.of(subject),
                pages,
                form.given(),
                result,
                next -> sent(
                        subject,
                        channel,
                        built(subject, form.with(next, form.body(), form.contentType()), way),
                        true,
                        live));
        return report(subject, form, channel, result, walked, isTest);
    }

    private Attempts.Result sent(Subject subject, Channel channel, Outgoing request, boolean mayRepeat, boolean live) {
        CallPolicy policy = policies.of(subject.org(), subject.connector().id());
        Attempts attempts = new Attempts(policy);
        return live
                ? gates.through(
                        subject.org() + ":" + channel.connectionId() + ":"
                                + subject.connector().id(),
                        policy.concurrent(),
                        () -> attempts.run(channel, request, mayRepeat))
                : attempts.run(channel, request, mayRepeat);
    }

    private Outgoing built(Subject subject, TestForm form, Channels.Way way) {
        try {
            Request request =
                    requests.build(subject.contract(), form.given(), form.body(), form.contentType(), way.signed());
            List<Call.Header> headers = request.headers().stream()
                    .map(header -> new Call.Header(header.name(), header.value()))
                    .toList();
            return new Outgoing(request.method(), request.pathAndQuery(), headers, request.body());
        } catch (Problem wrong) {
            if (wrong.kind() != Problem.Kind.INVALID) {
                throw wrong;
            }
            // The request for the test is well-formed; what it asks for is not what the spec takes.
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE, wrong.code(), wrong.description(), wrong.violations(), wrong.details());
        }
    }

    private void confirm(Subject subject, TestForm form, Channel channel, Outgoing request) {
        if (subject.forbidsWrites()) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "writes-forbidden",
                    "This template forbids what writes to the system (\"writes\": \"forbidden\"): choose \"target\":"
                            + " \"mock\", or change the template.");
        }
        confirmations.check(subject.org(), channel.connectionId(), channel.whole(request), form.confirm());
    }

    /** The header under which the system does a repeated write only once; null: it has none, or nothing is written. */
    private static @Nullable String idempotencyHeader(Subject subject, Outgoing request) {
        if (!request.writes()) {
            return null;
        }
        Conventions.IdempotencyKey key = Conventions.of(subject.contract()).idempotencyKey();
        return key != null ? key.header() : request.header(IDEMPOTENCY_KEY) != null ? IDEMPOTENCY_KEY : null;
    }

    private TestReport report(
            Subject subject,
            TestForm form,
            Channel channel,
            Attempts.Result result,
            PageWalk.@Nullable Walked walked,
            boolean isTest) {
        Exchange exchange = result.exchange();
        Answer answer = exchange.answer();
        EgressFailure failure = exchange.failure();
        Redaction secrets = exchange.secrets();
        TestReport.Received response = answer == null ? null : Shown.response(answer, secrets, isTest);
        return new TestReport(
                new ObjectId().toHexString(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                subject.endpoint().id(),
                form.where(),
                form.endUserId() == null ? channel.connectionId() : null,
                form.endUserId(),
                isTest ? inputs.kept(form, secrets) : null,
                Shown.request(exchange),
                response,
                failure == null ? null : Shown.failure(failure),
                Shown.ms(result.took()),
                answer == null || answer.timing().equals(Timing.NONE) ? null : Shown.split(answer.timing()),
                attempts(result, walked),
                answer == null ? null : contract(subject, answer, secrets, form.where() == Target.LIVE),
                walked == null ? null : pages(walked, isTest),
                isTest && response != null && response.status() < 300
                        ? FoundIds.in(response.payload().json())
                        : List.of());
    }

    private static TestReport.Pages pages(PageWalk.Walked walked, boolean isTest) {
        List<TestReport.Received> further = new ArrayList<>();
        for (Attempts.Result page : walked.further()) {
            Exchange exchange = page.exchange();
            if (exchange.answer() != null) {
                further.add(Shown.response(exchange.answer(), exchange.secrets(), isTest));
            }
        }
        return new TestReport.Pages(1 + further.size(), walked.end(), further);
    }

    /** Of all pages, one after the other. */
    private static List<TestReport.Attempt> attempts(Attempts.Result first, PageWalk.@Nullable Walked walked) {
        List<TestReport.Attempt> all = new ArrayList<>(first.attempts());
        if (walked != null) {
            walked.further().forEach(page -> all.addAll(page.attempts()));
        }
        return all;
    }

    private TestReport.ContractCheck contract(Subject subject, Answer answer, Redaction secrets, boolean live) {
        List<TestReport.Mismatch> told =
                findings.told(subject, answers.check(subject.contract(), answer), secrets, live);
        return new TestReport.ContractCheck(told.isEmpty(), told);
    }
}
