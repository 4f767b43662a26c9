package dev.ferrule.planning;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ferrule.auth.AuthMethod;
import dev.ferrule.spec.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What the planner makes of a requirement: systems with the few endpoints that are needed, how sure it is of each and
 * why, what it could not find, and what it has to ask.
 *
 * @param specIds the specs that the caller gave; empty: the whole catalogue was searched
 * @param refused what a planner named although it was not offered; none of it is in the plan
 * @param notes what the reader should know of how the plan came about, such as that vectors were not ready
 * @param version counts the changes of the plan, for its ETag
 */
@Document("plans")
public record Plan(
        @Id String id,
        @JsonIgnore String org,
        @Nullable String integrationId,
        String requirement,
        List<String> specIds,
        Mode mode,
        Engine engine,
        List<PlannedSystem> systems,
        List<Coverage> coverage,
        List<Question> questions,
        List<Workflow> workflows,
        List<Refusal> refused,
        List<String> notes,
        Usage usage,
        Instant createdAt,
        @Version @JsonIgnore @Nullable Long version) {

    /** How many endpoints a plan shows. */
    public enum Mode {
        /** Those that are likely needed. */
        @JsonProperty("balanced")
        BALANCED,
        /** Rather some too many than one too few. */
        @JsonProperty("recall")
        RECALL
    }

    /**
     * Who restated and selected.
     *
     * @param prompts versions of those that were used, such as {@code restate/1}
     */
    public record Engine(String kind, String model, List<String> prompts) {
        static final Engine OFFLINE = new Engine(PlanRequest.OFFLINE, "rules", List.of());
    }

    /**
     * A system and what of it is used.
     *
     * @param connectorId of the central connector, once there is one
     * @param why what in the requirement spoke for this system
     */
    public record PlannedSystem(
            String name,
            String specId,
            @Nullable String connectorId,
            @Nullable String baseUrl,
            String why,
            List<AuthMethod> authMethods,
            List<PlannedEndpoint> endpoints) {

        PlannedSystem with(List<AuthMethod> methods, @Nullable String url, List<PlannedEndpoint> some) {
            return new PlannedSystem(name, specId, connectorId, url, why, methods, some);
        }

        PlannedSystem of(String connector) {
            return new PlannedSystem(name, specId, connector, baseUrl, why, authMethods, endpoints);
        }
    }

    /**
     * @param clause what of the requirement it serves
     * @param confidence how likely it is needed, 0 to 1
     */
    public record PlannedEndpoint(
            String operationId,
            String method,
            String path,
            String summary,
            Role role,
            String clause,
            double confidence,
            List<Evidence> evidence) {

        String key(String specId) {
            return specId + ' ' + method + ' ' + path;
        }

        PlannedEndpoint requestedBy(String other) {
            return new PlannedEndpoint(operationId, method, path, summary, Role.REQUESTED, other, confidence, evidence);
        }
    }

    /** Whether a clause asks for an endpoint, or another endpoint needs its ids. */
    public enum Role {
        @JsonProperty("requested")
        REQUESTED,
        @JsonProperty("prerequisite")
        PREREQUISITE
    }

    /** How a clause is met, and by what else it might be. */
    public record Coverage(String clause, Status status, List<Alternative> alternatives) {}

    public enum Status {
        @JsonProperty("covered")
        COVERED,
        @JsonProperty("ambiguous")
        AMBIGUOUS,
        @JsonProperty("missing")
        MISSING
    }

    public record Alternative(String specId, String method, String path) {}

    /** Something that is not in the plan since nothing backs it. */
    public record Refusal(String what, String reason) {}

    /**
     * The grounding: this plan without everything that was not offered, which is listed as refused instead. Nothing is
     * repaired by guessing.
     */
    public Plan checkAgainst(Offer offer) {
        List<Refusal> refusals = new ArrayList<>(refused);
        List<PlannedSystem> kept = new ArrayList<>();
        for (PlannedSystem system : systems) {
            if (!offer.hasSystem(system.specId())) {
                refusals.add(new Refusal(system.name(), "No spec '" + system.specId() + "' was offered."));
                continue;
            }
            List<PlannedEndpoint> endpoints = new ArrayList<>();
            for (PlannedEndpoint endpoint : system.endpoints()) {
                if (offer.hasOperation(system.specId(), endpoint.operationId(), endpoint.method(), endpoint.path())) {
                    endpoints.add(endpoint);
                } else {
                    refusals.add(new Refusal(
                            endpoint.method() + " " + endpoint.path(),
                            "'" + system.name() + "' was not offered with such an operation."));
                }
            }
            List<AuthMethod> methods = new ArrayList<>();
            for (AuthMethod method : system.authMethods()) {
                String fault = offer.faultOf(system.specId(), method);
                if (fault == null) {
                    methods.add(method);
                } else {
                    refusals.add(new Refusal(method.type(), fault));
                }
            }
            String url = system.baseUrl();
            if (!offer.hasBaseUrl(system.specId(), url)) {
                refusals.add(new Refusal(String.valueOf(url), "The spec names no such server."));
                url = null;
            }
            kept.add(system.with(methods, url, endpoints));
        }
        List<Workflow> checkedWorkflows = workflows.stream()
                .map(workflow -> offer.checked(workflow, kept, refusals))
                .toList();
        List<Coverage> checkedCoverage =
                coverage.stream().map(met -> offer.checked(met, refusals)).toList();
        return copy(integrationId, kept, checkedCoverage, questions, checkedWorkflows, refusals);
    }

    long versionNumber() {
        return version == null ? 0 : version;
    }

    /** Where a spec belongs, as {@code Connectors} knows it. */
    interface SystemKeys {
        String of(String org, String specId);
    }

    Plan withConnectors(Map<String, String> connectorIds, SystemKeys keys) {
        List<PlannedSystem> named = systems.stream()
                .map(system -> {
                    String connector = connectorIds.get(keys.of(org, system.specId()));
                    return connector == null ? system : system.of(connector);
                })
                .toList();
        return with(named, coverage);
    }

    Plan with(List<PlannedSystem> some, List<Coverage> met) {
        return copy(integrationId, some, met, questions, workflows, refused);
    }

    Plan with(List<Workflow> flows) {
        return copy(integrationId, systems, coverage, questions, flows, refused);
    }

    Plan refusing(List<Refusal> more) {
        List<Refusal> all = new ArrayList<>(refused);
        all.addAll(more);
        return copy(integrationId, systems, coverage, questions, workflows, all);
    }

    Plan in(String integration) {
        return copy(integration, systems, coverage, questions, workflows, refused);
    }

    /** This plan with what another one came to, and what that took; what was answered stays answered. */
    Plan renewed(Plan other) {
        List<Question> asked = new ArrayList<>(questions.stream()
                .filter(question -> question.answer() != null || question.ignored())
                .toList());
        for (Question question : other.questions()) {
            if (asked.stream().noneMatch(known -> known.about().equals(question.about()))) {
                asked.add(question.called("q" + (questions.size() + asked.size() + 1)));
            }
        }
        return new Plan(
                id,
                org,
                integrationId,
                requirement,
                specIds,
                mode,
                other.engine(),
                other.systems(),
                other.coverage(),
                List.copyOf(asked),
                other.workflows(),
                other.refused(),
                other.notes(),
                usage.plus(other.usage()),
                createdAt,
                version);
    }

    Plan withQuestion(Question changed) {
        List<Question> all = questions.stream()
                .map(question -> question.id().equals(changed.id()) ? changed : question)
                .toList();
        return copy(integrationId, systems, coverage, all, workflows, refused);
    }

    Plan asking(Question another) {
        List<Question> all = new ArrayList<>(questions);
        all.add(another);
        return copy(integrationId, systems, coverage, List.copyOf(all), workflows, refused);
    }

    /** A number that no question has yet. */
    String nextQuestion() {
        int number = questions.size() + 1;
        while (hasQuestion("q" + number)) {
            number++;
        }
        return "q" + number;
    }

    private boolean hasQuestion(String questionId) {
        return questions.stream().anyMatch(one -> one.id().equals(questionId));
    }

    private Plan copy(
            @Nullable String integration,
            List<PlannedSystem> some,
            List<Coverage> met,
            List<Question> asked,
            List<Workflow> flows,
            List<Refusal> refusals) {
        return new Plan(
                id,
                org,
                integration,
                requirement,
                specIds,
                mode,
                engine,
                List.copyOf(some),
                met,
                asked,
                flows,
                List.copyOf(refusals),
                notes,
                usage,
                createdAt,
                version);
    }
}
