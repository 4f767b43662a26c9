package dev.ferrule.chat;

import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.catalogue.SystemCard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Which systems of the catalogue somebody means who names one in passing: by a part of its title, or by a version. */
@Component
class KnownSystems {

    private static final Pattern VERSION =
            Pattern.compile("\\b(?:v|version|ver\\.?)\\s?(\\d+(?:\\.\\d+)*)\\b", Pattern.CASE_INSENSITIVE);

    private static final Set<String> GENERIC = Set.of(
            "api",
            "apis",
            "rest",
            "restful",
            "web",
            "service",
            "services",
            "the",
            "a",
            "an",
            "our",
            "one",
            "public",
            "open",
            "system",
            "spec",
            "for",
            "of",
            "and",
            "to",
            "in",
            "on",
            "die",
            "der",
            "das",
            "den",
            "version",
            "new",
            "old",
            "newer",
            "older",
            "neue",
            "alte",
            "please",
            "bitte",
            "it",
            "that",
            "this",
            "instead",
            "other");

    private final Catalogue catalogue;
    private final Specs specs;

    KnownSystems(Catalogue catalogue, Specs specs) {
        this.catalogue = catalogue;
        this.specs = specs;
    }

    /** The system that a few words name; with a version among them, that version of it. */
    Optional<SystemCard> called(String org, String words) {
        Set<String> wanted = words(VERSION.matcher(words).replaceAll(" "));
        Matcher version = VERSION.matcher(words);
        String number = version.find() ? version.group(1) : "";
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        return catalogue.systems(org).stream()
                .filter(card -> words(card.title()).containsAll(wanted))
                .filter(card -> number.isEmpty() || isVersion(org, card, number))
                .max(Comparator.comparing((SystemCard card) -> card.current())
                        .thenComparing(card -> -words(card.title()).size()));
    }

    /** Of the same API as another spec, the one of this version: "2" is 2.1 and v2 too. */
    Optional<SystemCard> otherVersion(String org, String specId, String words) {
        Matcher version = VERSION.matcher(words);
        Optional<SystemCard> one = card(org, specId);
        if (!version.find() || one.isEmpty()) {
            return Optional.empty();
        }
        String number = version.group(1);
        Set<String> name = words(one.get().title());
        return catalogue.systems(org).stream()
                .filter(card -> !card.specId().equals(specId))
                .filter(card -> card.apiId().equals(one.get().apiId())
                        || words(card.title()).equals(name) && !name.isEmpty())
                .filter(card -> isVersion(org, card, number))
                .max(Comparator.comparing(SystemCard::current));
    }

    static boolean namesVersion(String words) {
        return VERSION.matcher(words).find();
    }

    private boolean isVersion(String org, SystemCard card, String number) {
        Matcher inTitle = VERSION.matcher(card.title());
        if (inTitle.find() && inTitle.group(1).equals(number)) {
            return true;
        }
        String own = specs.find(org, card.specId()).map(spec -> spec.version()).orElse("");
        String bare = own.toLowerCase(Locale.ROOT).replaceFirst("^v(?:ersion)?\\s*", "");
        return bare.equals(number) || bare.startsWith(number + ".") || bare.startsWith(number + "-");
    }

    Optional<SystemCard> card(String org, String specId) {
        return catalogue.systems(org).stream()
                .filter(card -> card.specId().equals(specId))
                .findFirst();
    }

    /** Systems whose name stands in a text as one: its first telling word, written with a capital. */
    List<String> namedIn(String org, String text) {
        Set<String> written = new LinkedHashSet<>();
        Matcher word = Pattern.compile("\\p{Lu}[\\p{L}\\p{N}]{2,}").matcher(text);
        while (word.find()) {
            written.add(word.group().toLowerCase(Locale.ROOT));
        }
        List<String> named = new ArrayList<>();
        for (SystemCard card : catalogue.systems(org)) {
            String first = words(card.title()).stream().findFirst().orElse("");
            if (card.current() && written.contains(first)) {
                named.add(card.specId());
            }
        }
        return named;
    }

    /** A title as one says it: without "API" and the like, and without a version. */
    static String spoken(String title) {
        String spoken = VERSION.matcher(title)
                .replaceAll(" ")
                .replaceAll("(?i)\\b(?:rest|web|public|open)?\\s*apis?\\b", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return spoken.isEmpty() ? title : spoken;
    }

    static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (String word :
                VERSION.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty() && !GENERIC.contains(word)) {
                words.add(word);
            }
        }
        return words;
    }
}
