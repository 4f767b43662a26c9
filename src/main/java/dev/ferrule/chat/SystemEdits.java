package dev.ferrule.chat;

import dev.ferrule.catalogue.SystemCard;
import dev.ferrule.planning.Plan.Coverage;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts another system, or another version of one, into a plan, or takes one out. */
@Component
class SystemEdits {

    private final KnownSystems known;

    SystemEdits(KnownSystems known) {
        this.known = known;
    }

    /** False: the words name no system, and say nothing that must be one. */
    boolean use(PlanState state, Edit.UseSystem edit) {
        if (KnownSystems.namesVersion(edit.what())) {
            for (PlannedSystem system : byMention(state, edit)) {
                Optional<SystemCard> version = known.otherVersion(state.org, system.specId(), edit.what());
                if (version.isPresent()) {
                    replace(state, system, version.get());
                    return true;
                }
            }
        }
        Optional<SystemCard> card = known.called(state.org, edit.what());
        if (card.isEmpty()) {
            boolean certain = edit.certain() || KnownSystems.namesVersion(edit.what());
            if (certain) {
                state.remark("No spec in the catalogue is called “" + Texts.shortened(edit.what(), 80)
                        + "”. Attach it, or give its address, and it can be used.");
            }
            return certain;
        }
        String specId = card.get().specId();
        PlannedSystem instead = edit.insteadOf() == null ? null : planned(state, edit.insteadOf());
        if (instead == null) {
            instead = replaceable(state, specId);
        }
        if (instead == null || instead.specId().equals(specId)) {
            state.remark("'" + card.get().title() + "' is what the plan uses already.");
        } else {
            replace(state, instead, card.get());
        }
        return true;
    }

    /** The plan's systems, those first whose names are among the words. */
    private static List<PlannedSystem> byMention(PlanState state, Edit.UseSystem edit) {
        Set<String> words = KnownSystems.words(edit.what());
        List<PlannedSystem> systems = new ArrayList<>(state.plan.systems().stream()
                .filter(system -> words.isEmpty()
                        || KnownSystems.words(system.name()).stream().anyMatch(words::contains))
                .toList());
        return systems;
    }

    private static @Nullable PlannedSystem planned(PlanState state, String words) {
        Set<String> wanted = KnownSystems.words(words);
        return state.plan.systems().stream()
                .filter(system ->
                        !wanted.isEmpty() && KnownSystems.words(system.name()).containsAll(wanted))
                .findFirst()
                .orElse(null);
    }

    /** What another system may stand in for: what was spoken of, what nobody named, else where the last step is. */
    private static @Nullable PlannedSystem replaceable(PlanState state, String specId) {
        List<PlannedSystem> others = state.plan.systems().stream()
                .filter(system -> !system.specId().equals(specId))
                .toList();
        String about = state.agreed.about();
        for (PlannedSystem system : others) {
            if (about != null
                    && system.endpoints().stream().anyMatch(one -> one.clause().equals(about))) {
                return system;
            }
        }
        for (PlannedSystem system : others) {
            if (!system.why().startsWith("named")) {
                return system;
            }
        }
        List<Workflow> flows = state.plan.workflows();
        List<Workflow.Step> steps = flows.isEmpty() ? List.of() : flows.get(0).steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            String last = steps.get(i).system();
            for (PlannedSystem system : others) {
                if (system.name().equals(last)) {
                    return system;
                }
            }
        }
        return others.isEmpty() ? null : others.get(0);
    }

    private static void replace(PlanState state, PlannedSystem before, SystemCard now) {
        Set<String> specIds = new LinkedHashSet<>();
        state.plan
                .systems()
                .forEach(system ->
                        specIds.add(system.specId().equals(before.specId()) ? now.specId() : system.specId()));
        Agreed agreed = state.agreed
                .within(List.copyOf(specIds))
                .deciding(state.agreed.decisions().withoutChoicesOf(before.specId()));
        state.agreed = agreed.withParts(renamed(agreed.parts(), before, KnownSystems.spoken(now.title())));
        state.remark("Instead of " + before.name() + " I took " + now.title() + ".");
    }

    /** Where the requirement names the old system it names the new one: that is what the user means by now. */
    private static List<String> renamed(List<String> parts, PlannedSystem before, String name) {
        if (!before.why().startsWith("named: ") || name.equals(KnownSystems.spoken(before.name()))) {
            return parts;
        }
        String[] words = before.why().substring("named: ".length()).strip().split("\\s+");
        List<String> renamed = new ArrayList<>();
        for (String part : parts) {
            String text = part;
            for (int i = words.length - 1; i >= 0; i--) {
                Pattern word = Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(words[i]) + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
                String with = i == 0 ? java.util.regex.Matcher.quoteReplacement(name) : "";
                text = word.matcher(text).replaceAll(with);
            }
            renamed.add(text.replaceAll(" {2,}", " "));
        }
        return renamed;
    }

    /** Takes a system out, and what was asked of it. */
    boolean exclude(PlanState state, Edit.Exclude edit) {
        PlannedSystem system = planned(state, edit.what());
        if (system == null || state.plan.systems().size() < 2) {
            return false;
        }
        List<String> parts = state.agreed.parts();
        for (Coverage met : state.plan.coverage()) {
            if (isOnlyBy(state, system, met)) {
                parts = parts.stream().map(part -> without(part, met.clause())).toList();
            }
        }
        List<String> left = parts.stream()
                .filter(part -> part.codePoints().anyMatch(Character::isLetter))
                .toList();
        if (left.isEmpty()) {
            return false;
        }
        List<String> specIds = state.plan.systems().stream()
                .map(one -> one.specId())
                .filter(id -> !id.equals(system.specId()))
                .toList();
        state.agreed = state.agreed
                .withParts(left)
                .within(specIds)
                .deciding(state.agreed.decisions().withoutChoicesOf(system.specId()));
        state.remark("Taken out: " + system.name() + ", and what was asked of it.");
        return true;
    }

    private static boolean isOnlyBy(PlanState state, PlannedSystem system, Coverage met) {
        List<PlannedEndpoint> own = system.endpoints().stream()
                .filter(one -> one.clause().equals(met.clause()))
                .toList();
        boolean others = state.plan.systems().stream()
                .filter(one -> one != system)
                .flatMap(one -> one.endpoints().stream())
                .anyMatch(one -> one.clause().equals(met.clause()));
        return !own.isEmpty() && !others;
    }

    private static String without(String part, String clause) {
        return Pattern.compile("(?:,?\\s*\\b(?:and then|and|then|und dann|und|dann)\\s+|[,;]\\s*)?"
                        + Pattern.quote(clause) + "(?:\\s*,)?")
                .matcher(part)
                .replaceFirst("")
                .strip();
    }

    /** What is agreed, widened by the systems that more of the requirement names, where it is bound to some. */
    Agreed withNamed(PlanState state, String text) {
        if (state.agreed.specIds().isEmpty()) {
            return state.agreed;
        }
        List<String> specIds = new ArrayList<>(state.agreed.specIds());
        specIds.addAll(known.namedIn(state.org, text));
        return state.agreed.within(specIds);
    }
}
