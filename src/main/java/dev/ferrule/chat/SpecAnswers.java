package dev.ferrule.chat;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Hit;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.catalogue.SystemCard;
import dev.ferrule.chat.Message.Pointer;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Answers questions by what the specs say: which operations there are for something, and what one of them takes. */
@Component
class SpecAnswers {

    private static final int MOST = 6;
    private static final Pattern OPERATION =
            Pattern.compile("\\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\\s+(/[^\\s,;\"'`?]{0,500})");

    private final Catalogue catalogue;
    private final Specs specs;
    private final KnownSystems known;

    SpecAnswers(Catalogue catalogue, Specs specs, KnownSystems known) {
        this.catalogue = catalogue;
        this.specs = specs;
        this.known = known;
    }

    /** Operations that fit a text, best first, with where their specs say so. */
    List<Pointer> found(String org, List<String> specIds, String text) {
        List<Pointer> found = new ArrayList<>();
        for (Hit hit : catalogue.find(org, specIds, List.of(text), MOST).get(0)) {
            if (hit.words() > 0.15 || hit.meaning() > 0.55) {
                found.add(pointer(org, hit.card()));
            }
        }
        return found;
    }

    /** Where the spec of an operation says so. */
    Pointer pointer(String org, Card card) {
        Operation operation = specs.operation(org, card.specId(), card.operationId());
        return new Pointer(
                card.specId(),
                known.card(org, card.specId()).map(SystemCard::title).orElse(card.specId()),
                card.method(),
                card.path(),
                operation.pointer(),
                Texts.shortened(Texts.line(card.title()), 200));
    }

    String foundText(List<Pointer> found) {
        if (found.isEmpty()) {
            return "I found no operation that fits.";
        }
        return "These operations fit best:\n"
                + found.stream()
                        .map(one -> "- `" + one.method() + " " + one.path() + "` of " + Texts.line(one.system()) + ": "
                                + one.quote())
                        .collect(Collectors.joining("\n"));
    }

    /** Whether one of these specs has an operation of this method and path. */
    boolean has(List<String> specIds, String name) {
        String[] parts = name.split(" ", 2);
        return specIds.stream()
                .flatMap(id -> catalogue.outline(id).at(parts[1]).stream())
                .anyMatch(card -> card.method().equals(parts[0]));
    }

    /** The operation that a question names by method and path. */
    Optional<Pointer> named(String org, List<String> specIds, String question) {
        Matcher matcher = OPERATION.matcher(question);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String path = matcher.group(2).replaceAll("[.!]+$", "");
        List<String> where = specIds.isEmpty()
                ? catalogue.systems(org).stream()
                        .filter(SystemCard::current)
                        .map(SystemCard::specId)
                        .limit(200)
                        .toList()
                : specIds;
        return where.stream()
                .flatMap(id -> catalogue.outline(id).at(path).stream())
                .filter(card -> card.method().equals(matcher.group(1)))
                .findFirst()
                .map(card -> pointer(org, card));
    }

    /** What one operation takes and gives. */
    String described(String org, Pointer pointer) {
        Card card = catalogue.outline(pointer.specId()).at(pointer.path()).stream()
                .filter(one -> one.method().equals(pointer.method()))
                .findFirst()
                .orElseThrow();
        return described(org, card, pointer.system());
    }

    String described(String org, Card card, String system) {
        Operation operation = specs.operation(org, card.specId(), card.operationId());
        StringBuilder text = new StringBuilder("`" + operation.method() + " " + operation.path() + "` of "
                + Texts.line(system) + ": " + Texts.line(card.title()) + "\n");
        for (Operation.Parameter one : operation.parameters().stream().limit(20).toList()) {
            text.append("- ")
                    .append(one.in())
                    .append(" `")
                    .append(Texts.line(one.name()))
                    .append('`')
                    .append(one.required() ? " (required)" : "")
                    .append('\n');
        }
        if (operation.requestBody() != null) {
            operation.requestBody().contents().stream()
                    .limit(1)
                    .forEach(content -> text.append("- body ")
                            .append(Texts.line(content.mediaType()))
                            .append(": ")
                            .append(fields(content.schema()))
                            .append('\n'));
        }
        text.append("- answers ")
                .append(operation.responses().stream()
                        .map(Operation.Response::status)
                        .limit(12)
                        .collect(Collectors.joining(", ")));
        if (operation.deprecated()) {
            text.append("\nIts spec calls it deprecated.");
        }
        return text.toString();
    }

    private static String fields(Map<String, Object> schema) {
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            return properties.keySet().stream()
                    .limit(20)
                    .map(name -> Texts.line(String.valueOf(name)))
                    .collect(Collectors.joining(", "));
        }
        return schema.isEmpty() ? "not described" : Texts.line(String.valueOf(schema.getOrDefault("type", "object")));
    }
}
