package dev.ferrule.chat;

import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.SystemCard;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Specs and connectors that a message points at: {@code @id}, {@code @Title}, {@code @"A title"} or {@code @[A title]}. An
 * at sign within a word, as in an address, is none.
 */
@Component
class Mentions {

    private static final int MOST = 20;
    private static final Pattern MENTION = Pattern.compile(
            "(?<![\\p{L}\\p{N}._%+@-])@(?:\"([^\"\\n]{1,200})\"|\\[([^\\]\\n]{1,200})]|([\\p{L}\\p{N}][^\\n@]{0,199}))");

    private final Catalogue catalogue;
    private final Connectors connectors;

    Mentions(Catalogue catalogue, Connectors connectors) {
        this.catalogue = catalogue;
        this.connectors = connectors;
    }

    /**
     * @param text the message as one would say it, with names in place of mentions
     * @param specIds of what was mentioned
     * @param unknown what was mentioned, and is neither
     */
    record Found(String text, List<String> specIds, List<String> unknown) {}

    /** One that was recognised: how long it is in the text, and what it is. */
    private record Mentioned(int length, String name, List<String> specIds) {}

    Found in(String org, String text) {
        Set<String> specIds = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        Matcher matcher = MENTION.matcher(text);
        int from = 0;
        for (int count = 0; count < MOST && matcher.find(from); count++) {
            boolean quoted = matcher.group(3) == null;
            String name = quoted ? String.valueOf(matcher.group(matcher.group(1) == null ? 2 : 1)) : matcher.group(3);
            Mentioned mentioned = mentioned(org, name, quoted);
            said.append(text, from, matcher.start());
            if (mentioned == null) {
                String word = quoted ? name : name.split("[\\s,;:!?]", 2)[0];
                unknown.add(word);
                from = quoted ? matcher.end() : matcher.start() + 1 + word.length();
                said.append(word);
            } else {
                specIds.addAll(mentioned.specIds());
                said.append(mentioned.name());
                from = quoted ? matcher.end() : matcher.start() + 1 + mentioned.length();
            }
        }
        return new Found(said.append(text.substring(from)).toString(), List.copyOf(specIds), unknown);
    }

    private @Nullable Mentioned mentioned(String org, String name, boolean quoted) {
        String word = name.split("[\\s,;:!?]", 2)[0].replaceAll("\\.$", "");
        for (SystemCard card : catalogue.systems(org)) {
            if (card.specId().equals(word)) {
                return new Mentioned(word.length(), KnownSystems.spoken(card.title()), List.of(card.specId()));
            }
        }
        Mentioned best = null;
        for (SystemCard card : catalogue.systems(org)) {
            for (String called : List.of(card.title(), KnownSystems.spoken(card.title()), first(card.title()))) {
                boolean fits = quoted ? called.equalsIgnoreCase(name.strip()) : isAt(name, called);
                if (fits
                        && (best == null
                                || called.length() > best.length()
                                || card.current() && best.length() == called.length())) {
                    best = new Mentioned(called.length(), KnownSystems.spoken(card.title()), List.of(card.specId()));
                }
            }
        }
        Mentioned connector = connector(org, name, word, quoted);
        return connector != null && (best == null || connector.length() > best.length()) ? connector : best;
    }

    private @Nullable Mentioned connector(String org, String name, String word, boolean quoted) {
        Connector found = connectors.find(org, word).orElse(null);
        if (found != null) {
            return new Mentioned(word.length(), found.definition().name(), specsOf(found));
        }
        for (Connector one : connectors.called(org, first(name))) {
            String called = one.definition().name();
            if (quoted ? called.equalsIgnoreCase(name.strip()) : isAt(name, called)) {
                return new Mentioned(called.length(), called, specsOf(one));
            }
        }
        return null;
    }

    private static List<String> specsOf(Connector connector) {
        return connector.definition().endpoints().stream()
                .map(Endpoint::provenance)
                .filter(Objects::nonNull)
                .map(Endpoint.Provenance::specId)
                .distinct()
                .toList();
    }

    private static String first(String title) {
        return title.split("[^\\p{L}\\p{N}]", 2)[0];
    }

    /** Whether the text begins with the name as whole words. */
    private static boolean isAt(String text, String name) {
        return name.length() > 1
                && text.regionMatches(true, 0, name, 0, name.length())
                && (text.length() == name.length() || !Character.isLetterOrDigit(text.charAt(name.length())));
    }
}
