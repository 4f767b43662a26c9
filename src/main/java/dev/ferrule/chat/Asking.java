package dev.ferrule.chat;

import dev.ferrule.chat.Message.Pointer;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.Plan.PlannedSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ask mode: answers about the integration, its connectors and the specs, and changes nothing. */
@Component
class Asking {

    private final Connectors connectors;
    private final SpecAnswers specs;
    private final SpecTools tools;
    private final ModelVoice model;

    Asking(Connectors connectors, SpecAnswers specs, SpecTools tools, ModelVoice model) {
        this.connectors = connectors;
        this.specs = specs;
        this.tools = tools;
        this.model = model;
    }

    /** What the rules have to say, and what it rests on. */
    record Facts(String text, List<Pointer> evidence) {}

    Reply take(Said said, TurnProgress progress) {
        progress.step("look", "Looking at the plan, the connectors and the specs");
        Facts facts = facts(said);
        progress.check();
        Plan plan = said.plan();
        if (model.isWanted(said.engine())) {
            Reply reply = byModel(said, facts, progress);
            if (reply != null) {
                return reply;
            }
        }
        progress.say(facts.text());
        Reply reply = Reply.of(facts.text()).pointing(facts.evidence());
        return plan == null ? reply : reply.about(plan);
    }

    /** From all that the rules know of the matter, and what tools find; null when the model cannot say. */
    private @Nullable Reply byModel(Said said, Facts facts, TurnProgress progress) {
        Plan plan = said.plan();
        List<String> scope = scope(said, plan);
        List<Pointer> found = specs.found(said.org(), scope, said.text());
        AtHand atHand = tools.atHand(said, scope);
        StringBuilder context = new StringBuilder(atHand.text());
        context.append("\n\nTo the question, by rule:\n" + facts.text() + "\n\n");
        context.append(specs.foundText(found))
                .append("\n\n")
                .append(connectors(said).text())
                .append("\n\n");
        if (plan != null) {
            RuleAnswers all = new RuleAnswers(plan);
            all.systems();
            all.endpoints();
            all.auth("");
            all.missing();
            all.questions();
            all.workflow();
            context.append("The plan for: ")
                    .append(said.chat().agreed().requirement())
                    .append('\n')
                    .append(all.text());
        }
        String given = context.toString();
        String addresses = given.toLowerCase(Locale.ROOT);
        Grounded grounded = new Grounded(
                address -> addresses.contains(address) || atHand.hasGiven(address),
                name -> given.contains(name) || specs.has(atHand.specIds(), name),
                progress);
        ModelVoice.Told told = model.tell(said, given, tools.over(said.org(), atHand), grounded)
                .orElse(null);
        if (told == null) {
            return null;
        }
        List<Pointer> evidence = tools.evidence(said.org(), atHand, told.text(), facts.evidence());
        return new Reply(told.text(), plan, null, told.engine(), List.of(), List.of(), evidence);
    }

    Facts facts(Said said) {
        String question = said.text();
        Plan plan = said.plan();
        List<String> scope = scope(said, plan);
        Topic topic = Topic.of(question);
        if (topic == Topic.CONNECTORS) {
            return connectors(said);
        }
        Optional<Pointer> named = specs.named(said.org(), scope, question);
        if (named.isPresent() && topic != Topic.WHY) {
            return new Facts(specs.described(said.org(), named.get()), List.of(named.get()));
        }
        if (plan == null || topic == Topic.SEARCH || topic == Topic.OTHER || topic == Topic.OPERATION) {
            return searched(said, scope, plan);
        }
        RuleAnswers answers = new RuleAnswers(plan);
        switch (topic) {
            case WHY -> answers.why(question);
            case MISSING -> answers.missing();
            case QUESTIONS -> answers.questions();
            case AUTH -> answers.auth(question);
            case WORKFLOW -> answers.workflow();
            case ENDPOINTS -> answers.endpoints();
            default -> answers.systems();
        }
        return new Facts(answers.text(), answers.pointers());
    }

    /** Where to look: what the message names, else the plan's systems, else what the integration uses, else everywhere. */
    private List<String> scope(Said said, @Nullable Plan plan) {
        if (!said.named().isEmpty()) {
            return said.named();
        }
        if (plan != null && !plan.systems().isEmpty()) {
            return plan.systems().stream().map(PlannedSystem::specId).toList();
        }
        return connectors.usedBy(said.org(), said.chat().integrationId()).stream()
                .flatMap(used -> used.connector().definition().endpoints().stream())
                .map(Endpoint::provenance)
                .filter(Objects::nonNull)
                .map(Endpoint.Provenance::specId)
                .distinct()
                .toList();
    }

    private Facts searched(Said said, List<String> scope, @Nullable Plan plan) {
        List<Pointer> found = specs.found(said.org(), scope, said.text());
        if (found.isEmpty() && !scope.isEmpty() && said.named().isEmpty()) {
            found = specs.found(said.org(), List.of(), said.text());
        }
        String text = specs.foundText(found);
        if (plan == null) {
            text += "\n\nThere is no plan in this chat yet.";
        }
        return new Facts(text, found);
    }

    private Facts connectors(Said said) {
        List<Connectors.Used> all = connectors.usedBy(said.org(), said.chat().integrationId());
        if (all.isEmpty()) {
            return new Facts("The integration has no connectors yet. A plan makes them as drafts.", List.of());
        }
        StringBuilder text =
                new StringBuilder("The integration uses " + PlanText.counted(all.size(), "connector") + ":\n");
        List<Pointer> pointers = new ArrayList<>();
        for (Connectors.Used used : all) {
            Connector connector = used.connector();
            Integer revision = used.template().connectorRevision();
            text.append("- ")
                    .append(Texts.line(connector.definition().name()))
                    .append(": ")
                    .append(PlanText.counted(used.template().endpointIds().size(), "endpoint"))
                    .append(revision == null ? ", a draft that is not built yet" : ", built as revision " + revision)
                    .append(
                            used.template().authMethodId() == null
                                    ? ""
                                    : ", by " + used.template().authMethodId())
                    .append('\n');
            connector.definition().endpoints().stream()
                    .filter(one -> used.template().endpointIds().contains(one.id()))
                    .forEach(one -> point(connector, one, pointers));
        }
        return new Facts(text.toString().strip(), pointers.subList(0, Math.min(40, pointers.size())));
    }

    private static void point(Connector connector, Endpoint one, List<Pointer> pointers) {
        Endpoint.Provenance provenance = one.provenance();
        if (provenance != null) {
            pointers.add(new Pointer(
                    provenance.specId(),
                    connector.definition().name(),
                    one.method(),
                    one.path(),
                    provenance.pointer(),
                    one.summary() == null ? "" : Texts.line(one.summary())));
        }
    }
}
