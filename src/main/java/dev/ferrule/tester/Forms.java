package dev.ferrule.tester;

import dev.ferrule.catalogue.Specs;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.contract.SampleRequest;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Operation;
import dev.ferrule.tester.EndpointInputs.BodyInput;
import dev.ferrule.tester.EndpointInputs.Input;
import dev.ferrule.tester.EndpointInputs.Source;
import dev.ferrule.tester.TestReport.FoundId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the form of an endpoint: by its contract, and by what earlier tests have yielded. */
@Component
class Forms {

    private static final int MOST_SOURCES = 5;

    private final Subjects subjects;
    private final Inputs inputs;
    private final TestHistory history;
    private final LearnedConventions conventions;
    private final Specs specs;

    Forms(Subjects subjects, Inputs inputs, TestHistory history, LearnedConventions conventions, Specs specs) {
        this.subjects = subjects;
        this.inputs = inputs;
        this.history = history;
        this.conventions = conventions;
        this.specs = specs;
    }

    EndpointInputs of(String org, String integrationId, String templateId, String endpointId) {
        Subject subject = subjects.ofTemplate(org, integrationId, templateId, endpointId);
        Contract contract = subject.contract();
        SampleRequest sample = inputs.sample(contract);
        List<TestReport> runs = history.of(org, templateId);
        Endpoint endpoint = subject.endpoint();
        Operation published = published(org, endpoint);
        return new EndpointInputs(
                endpoint.id(),
                contract.method(),
                contract.path(),
                endpoint.summary(),
                published == null || published.description() == null ? endpoint.description() : published.description(),
                published != null && published.deprecated(),
                published == null ? List.of() : published.security(),
                subject.baseUrl(),
                new Outgoing(contract.method(), "", List.of(), new byte[0]).writes(),
                contract.parameters().stream()
                        .map(parameter -> input(subject, parameter, sample, runs))
                        .toList(),
                body(contract, sample),
                contract.responses().stream().map(Forms::outcome).toList(),
                contract.defs(),
                conventions.of(subject),
                sample.doubts());
    }

    private static Input input(
            Subject subject, Contract.Parameter parameter, SampleRequest sample, List<TestReport> runs) {
        Object own = sample.parameters().get(parameter.name());
        Object value = own == null ? sample.parameters().get(parameter.in() + "." + parameter.name()) : own;
        return new Input(
                parameter.name(),
                parameter.in(),
                parameter.required(),
                parameter.deprecated(),
                parameter.description(),
                parameter.schema(),
                value,
                sources(subject, parameter, runs));
    }

    private @Nullable BodyInput body(Contract contract, SampleRequest sample) {
        Contract.Body body = contract.body();
        if (body == null || body.contents().isEmpty()) {
            return null;
        }
        return new BodyInput(
                body.required(),
                body.description(),
                body.contents().stream().map(Contract.Content::mediaType).toList(),
                body.contents().get(0).mediaType(),
                body.contents().get(0).schema(),
                sample.body(),
                body.contents().stream()
                        .map(content -> new EndpointInputs.Content(
                                content.mediaType(), content.schema(), inputs.sample(content, contract)))
                        .toList());
    }

    private static EndpointInputs.Outcome outcome(Contract.Response response) {
        return new EndpointInputs.Outcome(
                response.status(),
                response.description(),
                response.headers().stream()
                        .map(header ->
                                new EndpointInputs.HeaderField(header.name(), header.required(), header.schema()))
                        .toList(),
                response.contents().stream()
                        .map(content -> new EndpointInputs.Content(content.mediaType(), content.schema(), null))
                        .toList());
    }

    /** Null: made by hand, or its spec is gone. */
    private @Nullable Operation published(String org, Endpoint endpoint) {
        Endpoint.Provenance provenance = endpoint.provenance();
        String operation = endpoint.operationId();
        return provenance == null
                        || operation == null
                        || specs.find(org, provenance.specId()).isEmpty()
                ? null
                : specs.operations(org, provenance.specId(), List.of(operation)).get(operation);
    }

    /** Ids in what earlier tests of other endpoints answered that go by the parameter's name or stand before it in the path. */
    private static List<Source> sources(Subject subject, Contract.Parameter parameter, List<TestReport> runs) {
        List<TestReport> newest = new ArrayList<>(runs);
        Collections.reverse(newest);
        // What the mock made up is of no use to the system itself.
        newest.sort(Comparator.comparing(TestReport::target));
        List<Source> sources = new ArrayList<>();
        for (TestReport run : newest) {
            String path = subject.definition()
                    .endpoint(run.endpointId())
                    .map(Endpoint::path)
                    .orElse("");
            for (FoundId id : run.ids()) {
                boolean same = plain(id.name()).equals(plain(parameter.name()));
                boolean plainId = plain(id.name()).equals("id") && depth(id.pointer()) <= 3;
                if ((same || plainId && yields(path, subject.endpoint().path(), parameter))
                        && sources.size() < MOST_SOURCES
                        && sources.stream().noneMatch(one -> one.value().equals(id.value()))) {
                    sources.add(new Source(run.endpointId(), run.id(), run.target(), id.pointer(), id.value()));
                }
            }
        }
        return sources;
    }

    /** Whether the things of one path are what the parameter of the other names: {@code /orders} and {@code /orders/{orderId}}. */
    private static boolean yields(String from, String path, Contract.Parameter parameter) {
        int at = path.indexOf("/{" + parameter.name() + "}");
        if (parameter.in().equals("path") && at > 0) {
            String before = path.substring(0, at);
            return from.equals(before) || from.startsWith(before + "/{");
        }
        String thing = plain(parameter.name()).replaceAll("id$", "");
        String[] segments = from.replaceAll("/\\{[^}]*}", "").split("/");
        return !thing.isEmpty()
                && segments.length > 0
                && plain(segments[segments.length - 1]).startsWith(thing);
    }

    private static long depth(String pointer) {
        return pointer.chars().filter(c -> c == '/').count();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
