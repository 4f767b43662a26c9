package dev.ferrule.chat;

import java.util.regex.Pattern;

/** What a question is about, told by its words; the first that fits counts. */
enum Topic {
    WHY("\\b(?:why|how come|reason|what for|warum|wieso|weshalb|grund)\\b", true),
    /** One operation, by its method and path. */
    OPERATION("\\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\\s+/\\S*", false),
    MISSING(
            "\\b(?:missing|cover(?:ed|age)?|uncovered|gaps?|lack\\w*|incomplete|not (?:done|met)|fehl\\w*|abgedeckt|lücken?|unvollständig)\\b",
            true),
    QUESTIONS("\\b(?:questions?|unclear|undecided|still open|need to know|decide|fragen?|offen\\w*|unklar)\\b", true),
    AUTH(
            "\\b(?:auth\\w*|log ?in|logins?|sign ?in|oauth2?|tokens?|api[- ]?keys?|credentials?|scopes?|permissions?|secrets?|passwor[dt]s?|anmeld\\w*|zugang\\w*|schlüssel)\\b",
            true),
    CONNECTORS(
            "\\b(?:connectors?|templates?|built|build|revisions?|published|drafts?|konnektor(?:en)?|gebaut|vorlagen?|entw(?:urf|ürfe))\\b",
            true),
    WORKFLOW(
            "\\b(?:workflows?|steps?|order of|trigger\\w*|mappings?|mapped|happens|runs?|sequence|ablauf|schritte?|auslöser|zuordnung\\w*|reihenfolge)\\b",
            true),
    SEARCH(
            "\\b(?:is there (?:an?|any)|are there (?:any )?(?:operations?|endpoints?) (?:to|for|that)|how (?:do|can|could|would) (?:i|we|you|one)|can (?:i|we|one|it)|which (?:operation|endpoint|api|call)s? (?:does|do|can|lets?|would|is there)|find|search|look ?up|gibt es|wie (?:kann|lässt|finde)|kann (?:ich|man|es)|suche?)\\b",
            true),
    ENDPOINTS("\\b(?:endpoints?|operations?|calls?|paths?|urls?|routes?|endpunkte?|operationen|aufrufe?)\\b", true),
    SYSTEMS("\\b(?:systems?|specs?|apis?|services?|systeme?|schnittstellen?|dienste?)\\b", true),
    /** Anything else is looked for in the specs. */
    OTHER("", true);

    private final Pattern words;

    Topic(String words, boolean anyCase) {
        this.words = Pattern.compile(words, anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    }

    static Topic of(String question) {
        String looked = question.substring(0, Math.min(question.length(), 1_000));
        for (Topic topic : values()) {
            if (topic.words.matcher(looked).find()) {
                return topic;
            }
        }
        return OTHER;
    }
}
