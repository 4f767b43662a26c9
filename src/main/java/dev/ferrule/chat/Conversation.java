package dev.ferrule.chat;

import dev.ferrule.catalogue.Specs;
import dev.ferrule.llm.LanguageModel;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.PlanRequest;
import dev.ferrule.planning.Planning;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Answers one message: reads what came with it, then plans, builds or tells. */
@Component
class Conversation {

    private final Planning planning;
    private final Specs specs;
    private final Attachments attachments;
    private final Mentions mentions;
    private final LanguageModel model;
    private final PlanTurn plans;
    private final BuildTurn builds;
    private final Asking asking;
    private final KnownSystems known;

    Conversation(
            Planning planning,
            Specs specs,
            Attachments attachments,
            Mentions mentions,
            LanguageModel model,
            PlanTurn plans,
            BuildTurn builds,
            Asking asking,
            KnownSystems known) {
        this.planning = planning;
        this.specs = specs;
        this.attachments = attachments;
        this.mentions = mentions;
        this.model = model;
        this.plans = plans;
        this.builds = builds;
        this.asking = asking;
        this.known = known;
    }

    /** Refuses at once what can be seen to be wrong. */
    void check(String org, Incoming incoming) {
        incoming.specIds().forEach(id -> specs.get(org, id));
        if (PlanRequest.LLM.equals(incoming.engine()) && !model.isConfigured()) {
            throw Problem.invalid(
                    "/engine",
                    "The engine 'llm' is not configured: " + model.missing()
                            + ", and start again. 'offline' always is.");
        }
    }

    Reply answer(Chat chat, Incoming incoming, TurnProgress progress) {
        Attachments.Read read = attachments.read(chat.org(), incoming.attachments(), progress);
        Mentions.Found found = mentions.in(chat.org(), incoming.text());
        Plan plan = chat.planId() == null ? null : planning.get(chat.org(), chat.planId());
        Said said = new Said(
                chat,
                incoming.mode(),
                found.text().strip(),
                named(chat, incoming, found, read),
                !incoming.specIds().isEmpty(),
                found.unknown(),
                read,
                incoming.engine(),
                plan);
        Reply reply = switch (incoming.mode()) {
            case PLAN -> plans.take(said, progress);
            case BUILD -> builds.take(said, progress);
            case ASK -> asking.take(said, progress);
        };
        return reply.with(read.attached());
    }

    /** What was given or mentioned binds; beside attached specs, those that the text names are meant too. */
    private List<String> named(Chat chat, Incoming incoming, Mentions.Found found, Attachments.Read read) {
        Set<String> named = new LinkedHashSet<>(incoming.specIds());
        named.addAll(found.specIds());
        if (named.isEmpty() && !read.specIds().isEmpty()) {
            named.addAll(known.namedIn(chat.org(), incoming.text()));
            read.texts().forEach(text -> named.addAll(known.namedIn(chat.org(), text)));
        }
        named.addAll(read.specIds());
        return new ArrayList<>(named);
    }
}
