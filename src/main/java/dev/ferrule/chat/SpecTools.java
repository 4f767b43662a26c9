package dev.ferrule.chat;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Hit;
import dev.ferrule.catalogue.SystemCard;
import dev.ferrule.chat.Message.Pointer;
import dev.ferrule.llm.Tool;
import dev.ferrule.planning.Planning;
import dev.ferrule.planning.ResourceOutline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What a language model can look up in the specs while it answers a question. Nothing here changes anything or leaves the
 * organisation, and every result is short.
 */
@Component
class SpecTools {

    private static final int LONGEST = 3_000;
    private static final int MOST_SYSTEMS = 8;
    private static final int MOST_OPERATIONS = 10;
    private static final int MOST_EVIDENCE = 20;
    private static final String NO_SPEC = "There is no such spec. Only ids that a tool has shown count.";
    private static final String NO_OPERATION = "There is no such operation. Only ids that a tool has shown count.";

    private final Catalogue catalogue;
    private final KnownSystems known;
    private final SpecAnswers answers;
    private final Planning planning;

    SpecTools(Catalogue catalogue, KnownSystems known, SpecAnswers answers, Planning planning) {
        this.catalogue = catalogue;
        this.known = known;
        this.answers = answers;
        this.planning = planning;
    }

    record Sought(String text) {}

    record InSystem(String system, String text) {}

    record OfSystem(String system) {}

    record OfOperation(String operation) {}

    /** The specs that the conversation is about, and those that earlier answers rest on. */
    AtHand atHand(Said said, List<String> scope) {
        Set<String> specIds = new LinkedHashSet<>(scope);
        said.chat().messages().forEach(message -> message.evidence().forEach(one -> specIds.add(one.specId())));
        AtHand atHand = new AtHand();
        specIds.forEach(id -> known.card(said.org(), id).ifPresent(atHand::add));
        return atHand;
    }

    /** Tools whose results join what is at hand. */
    List<Tool> over(String org, AtHand atHand) {
        return List.of(
                new Tool("find_systems", Sought.class, said -> systems(org, text(said, "text"), atHand)),
                new Tool(
                        "outline_resources",
                        InSystem.class,
                        said -> atHand.system(text(said, "system"))
                                .map(system -> outlined(system, text(said, "text")))
                                .orElse(NO_SPEC)),
                new Tool(
                        "search_operations",
                        InSystem.class,
                        said -> operations(org, text(said, "system"), text(said, "text"), atHand)),
                new Tool(
                        "describe_operation",
                        OfOperation.class,
                        said -> atHand.operation(text(said, "operation"))
                                .map(card -> described(org, card))
                                .orElse(NO_OPERATION)),
                new Tool(
                        "list_auth_methods",
                        OfSystem.class,
                        said -> atHand.system(text(said, "system"))
                                .map(system -> methods(org, system, atHand))
                                .orElse(NO_SPEC)));
    }

    /** What an answer rests on: what it did before, and the operations shown by tools that it names. */
    List<Pointer> evidence(String org, AtHand atHand, String answer, List<Pointer> before) {
        List<Pointer> all = new ArrayList<>(before);
        for (Card card : atHand.operations()) {
            boolean named = answer.contains(card.method() + " " + card.path());
            boolean there = all.stream()
                    .anyMatch(one -> one.specId().equals(card.specId())
                            && one.method().equals(card.method())
                            && one.path().equals(card.path()));
            if (named && !there && all.size() < MOST_EVIDENCE) {
                all.add(answers.pointer(org, card));
            }
        }
        return all;
    }

    private static String text(JsonNode arguments, String name) {
        return Texts.shortened(Texts.line(arguments.path(name).asString("")), 300);
    }

    private String systems(String org, String text, AtHand atHand) {
        if (text.isEmpty()) {
            return Texts.shortened(atHand.text(), LONGEST);
        }
        List<String> lines = catalogue.systemScores(org, text, MOST_SYSTEMS).keySet().stream()
                .flatMap(id -> known.card(org, id).stream())
                .map(system -> AtHand.line(atHand.add(system), system))
                .toList();
        return lines.isEmpty()
                ? "No system fits."
                : Texts.shortened("Systems that fit, best first:\n" + String.join("\n", lines), LONGEST);
    }

    private String outlined(SystemCard system, String wanted) {
        return "Resources of " + Texts.line(system.title()) + ":\n"
                + Texts.clean(ResourceOutline.of(catalogue.outline(system.specId()), wanted, LONGEST));
    }

    private String operations(String org, String system, String text, AtHand atHand) {
        Optional<SystemCard> within = atHand.system(system);
        if (within.isEmpty() && !system.isEmpty()) {
            return NO_SPEC;
        }
        if (text.isEmpty()) {
            return "Say in 'text' what is looked for.";
        }
        List<String> specIds = within.map(one -> List.of(one.specId())).orElseGet(atHand::specIds);
        List<String> lines = new ArrayList<>();
        for (Hit hit :
                catalogue.find(org, specIds, List.of(text), MOST_OPERATIONS).get(0)) {
            Card card = hit.card();
            known.card(org, card.specId())
                    .ifPresent(of -> lines.add(atHand.add(card) + ": " + card.method() + " " + Texts.line(card.path())
                            + ", " + Texts.shortened(Texts.line(card.title()), 120) + " (" + atHand.add(of) + " "
                            + Texts.shortened(Texts.line(of.title()), 60) + ")"));
        }
        return lines.isEmpty()
                ? "No operation fits."
                : Texts.shortened("The nearest operations, best first:\n" + String.join("\n", lines), LONGEST);
    }

    private String described(String org, Card card) {
        String system = known.card(org, card.specId()).map(SystemCard::title).orElse("");
        return Texts.shortened(answers.described(org, card, system), LONGEST);
    }

    private String methods(String org, SystemCard system, AtHand atHand) {
        String methods = planning.authMethods(org, system.specId()).stream()
                .limit(10)
                .map(method -> line(method, atHand))
                .collect(Collectors.joining("\n"));
        return methods.isEmpty() ? "Nothing is known of it." : Texts.shortened(methods, LONGEST);
    }

    private static String line(AuthMethod method, AtHand atHand) {
        StringBuilder line = new StringBuilder("- ").append(method.type());
        add(line, "in", method.in());
        add(line, "called", method.name());
        add(line, "prefix", method.prefix());
        add(line, "flow", method.flow());
        // With notes it may have been read from prose, and no prose chooses an address.
        if (method.notes().isEmpty()) {
            address(line, "authorization at", method.authorizationUrl(), atHand);
            address(line, "token at", method.tokenUrl(), atHand);
            address(line, "configuration at", method.openIdConnectUrl(), atHand);
        }
        if (!method.scopes().isEmpty()) {
            add(line, "scopes", Texts.shortened(String.join(" ", method.scopes()), 300));
        }
        return line.append(method.recommended() ? " (recommended)" : "").toString();
    }

    private static void address(StringBuilder line, String what, @Nullable String address, AtHand atHand) {
        if (address != null) {
            atHand.give(address);
            add(line, what, address);
        }
    }

    private static void add(StringBuilder line, String what, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            line.append(", ").append(what).append(' ').append(Texts.shortened(Texts.line(value), 300));
        }
    }
}
