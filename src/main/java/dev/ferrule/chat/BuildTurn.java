package dev.ferrule.chat;

import dev.ferrule.chat.Message.Building;
import dev.ferrule.connector.Saved;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Planning;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Build mode: what the message still wants changed is planned first, then the plan's connectors are made for real. */
@Component
class BuildTurn {

    /** Says no more than that it is to be built. */
    private static final Pattern GO = Pattern.compile(
            "^(?:(?:ok(?:ay)?|yes|please|now|then|ja|bitte|jetzt|dann|and|und|so)[,.!]? *)*"
                    + "(?:(?:can|could) you )?(?:build|make|create|do|publish|ship|go|run|bau\\w*|erstell\\w*|mach\\w*|los|leg los|ab geht'?s|weiter)?"
                    + "(?: (?:it|that|this|them|all|everything|the (?:plan|connectors?|integration)|es|das|alles|den plan|die (?:konnektoren|connectoren|integration)|ahead|for it))?"
                    + "(?: (?:now|please|again|jetzt|bitte|nochmal|los))*[.! ?]*$",
            Pattern.CASE_INSENSITIVE);

    private static final int LOOKED_AT = 120;

    private final Planning planning;
    private final PlanTurn plans;

    BuildTurn(Planning planning, PlanTurn plans) {
        this.planning = planning;
        this.plans = plans;
    }

    Reply take(Said said, TurnProgress progress) {
        boolean go = said.text().length() < LOOKED_AT && GO.matcher(said.text()).matches();
        Plan plan = said.plan();
        Reply planned = null;
        if (plan == null && go && said.read().texts().isEmpty()) {
            String text = "There is no plan to build yet. Say what the integration must do.";
            progress.say(text);
            return Reply.of(text);
        }
        if (plan == null
                || !go
                || !said.read().texts().isEmpty()
                || !said.named().isEmpty()) {
            List<Edit> wanted = go ? List.of() : Recogniser.edits(said.text());
            planned = plans.change(said, wanted, progress);
            plan = planned.plan();
            if (plan == null) {
                progress.say(planned.text());
                return planned;
            }
            progress.plan(plan);
        }
        return built(said, plan, planned, progress);
    }

    private Reply built(Said said, Plan plan, @Nullable Reply planned, TurnProgress progress) {
        Agreed agreed = planned == null ? null : planned.agreed();
        if (PlanText.endpoints(plan) == 0) {
            String text =
                    (planned == null ? "" : planned.text() + "\n\n") + "There is nothing to build: no endpoint fits.";
            progress.say(text);
            Reply reply = Reply.of(text).about(plan);
            return agreed == null ? reply : reply.agreeing(agreed);
        }
        progress.check();
        progress.step("build", "Building " + PlanText.counted(plan.systems().size(), "connector"));
        List<Building> done = new ArrayList<>();
        Planning.Built built =
                planning.build(said.org(), plan.id(), said.chat().integrationId(), (system, saved, failed) -> {
                    Building one = building(system, saved, failed);
                    done.add(one);
                    progress.connector(one);
                });
        String text = text(built.plan(), done, planned);
        progress.say(text);
        return new Reply(text, built.plan(), agreed, plan.engine(), List.of(), done, List.of());
    }

    private static Building building(PlannedSystem system, @Nullable Saved saved, Planning.@Nullable Failed failed) {
        if (saved == null) {
            String reason = failed == null ? "for no reason that is known" : failed.reason();
            return new Building(system.name(), "failed", List.of(reason), null, null, null, 0);
        }
        return new Building(
                system.name(),
                saved.outcome().word(),
                saved.reasons(),
                saved.connectorId(),
                saved.templateId(),
                saved.revision(),
                saved.endpointIds().size());
    }

    private static String text(Plan plan, List<Building> done, @Nullable Reply planned) {
        StringBuilder text = new StringBuilder();
        boolean unchanged = done.stream().allMatch(one -> one.outcome().equals("unchanged"));
        text.append(unchanged ? "Everything was built before; nothing has changed.\n" : "Built:\n");
        for (Building one : done) {
            text.append("- **")
                    .append(Texts.line(one.system()))
                    .append("**: ")
                    .append(one.outcome())
                    .append(one.revision() == null ? "" : ", revision " + one.revision())
                    .append(one.endpoints() == 0 ? "" : ", " + PlanText.counted(one.endpoints(), "endpoint"))
                    .append(one.reasons().isEmpty() ? "" : " (" + String.join("; ", one.reasons()) + ")")
                    .append('\n');
        }
        int open = PlanText.open(plan).size();
        if (planned != null || open > 0) {
            text.append('\n')
                    .append(open == 0 ? "No question is open." : PlanText.counted(open, "question"))
                    .append(open == 0 ? "" : " stayed open: what the plan has was assumed.");
        }
        return text.toString().strip();
    }
}
