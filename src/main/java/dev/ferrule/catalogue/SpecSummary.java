package dev.ferrule.catalogue;

import dev.ferrule.spec.ApiDescription;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What is kept of a description, shortened where somebody wrote a book. */
final class SpecSummary {

    private static final int LONGEST_DESCRIPTION = 8_000;
    private static final int LONGEST_NAME = 300;
    private static final int MOST_WARNINGS = 100;
    private static final int MOST_TAGS = 300;

    private SpecSummary() {}

    static Spec of(String org, String id, ApiDescription api, int operations, int length) {
        return new Spec(
                id,
                org,
                ApiIdentity.of(api.title(), api.host()),
                true,
                title(api),
                shorten(api.version(), LONGEST_NAME),
                api.format(),
                api.host(),
                api.description() == null ? null : shorten(api.description(), LONGEST_DESCRIPTION),
                operations,
                api.contentHash(),
                first(api.warnings(), MOST_WARNINGS),
                api.servers(),
                api.securitySchemes(),
                api.security(),
                first(api.tags(), MOST_TAGS),
                first(api.webhooks(), MOST_TAGS),
                length,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    static String title(ApiDescription api) {
        return shorten(api.title(), LONGEST_NAME);
    }

    private static String shorten(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean halfPair = Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, halfPair ? most - 1 : most);
    }

    private static <T> List<T> first(List<T> all, int most) {
        return List.copyOf(all.size() <= most ? all : all.subList(0, most));
    }
}
