package dev.ferrule.ingest;

import dev.ferrule.problem.Problem;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * What a caller may say about a source. Null: at making it the default, at changing it as it is.
 *
 * @param interval such as {@code 24h}, {@code 30m} or {@code PT24H}
 * @param nextRunAt when it first runs, or next; at once unless this says otherwise
 */
record SourceForm(
        @Nullable String name,
        @Nullable List<@Nullable String> urls,
        @Nullable String folder,
        @Nullable String interval,
        @Nullable String filter,
        @Nullable String owner,
        @Nullable Boolean enabled,
        @Nullable Instant nextRunAt) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_TEXT = 500;

    Source made(String org) {
        if (name == null) {
            throw Problem.invalid("/name", "A source has a name.");
        }
        Instant now = Instant.now();
        Source blank = new Source(
                null, org, null, "", List.of(), null, "PT24H", null, null, true, now, now, null, null, false);
        return onto(blank);
    }

    Source onto(Source source) {
        Source changed = new Source(
                source.id(),
                source.org(),
                source.version(),
                name == null ? source.name() : checkedName(name),
                urls == null
                        ? source.urls()
                        : Jobs.inputs(urls).stream()
                                .map(input -> String.valueOf(input.url()))
                                .toList(),
                text(folder, source.folder(), "/folder"),
                interval == null ? source.interval() : checkedInterval(interval),
                text(filter, source.filter(), "/filter"),
                text(owner, source.owner(), "/owner"),
                enabled == null ? source.enabled() : enabled,
                source.createdAt(),
                nextRunAt == null ? source.nextRunAt() : nextRunAt,
                source.lastRunAt(),
                source.lastIngestionId(),
                source.starting());
        if (changed.urls().isEmpty() && changed.folder() == null) {
            throw Problem.invalid("/urls", "A source has at least one URL, or a folder.");
        }
        if (changed.filter() != null) {
            matcher(changed.filter());
        }
        return changed;
    }

    private static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Problem.invalid(
                    "/name", "A name has 1 to 64 letters, digits, '.', '_' or '-', and begins with a letter or digit.");
        }
        return name;
    }

    /** An empty text takes away what was there. */
    private static @Nullable String text(@Nullable String given, @Nullable String now, String pointer) {
        if (given == null) {
            return now;
        }
        if (given.length() > LONGEST_TEXT) {
            throw Problem.invalid(pointer, "That is longer than " + LONGEST_TEXT + " characters.");
        }
        return given.isBlank() ? null : given.strip();
    }

    private static String checkedInterval(String text) {
        Duration interval;
        try {
            interval = DurationStyle.detectAndParse(text.strip());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("/interval", "An interval is written like '24h', '30m', '7d' or 'PT24H'.");
        }
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw Problem.invalid("/interval", "An interval is between a minute and 366 days.");
        }
        return interval.toString();
    }

    /** {@code **}{@code /x} matches at the top, too. */
    static java.util.function.Predicate<String> matcher(@Nullable String filter) {
        if (filter == null) {
            return name -> true;
        }
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + filter);
            boolean anywhere = filter.startsWith("**/");
            return name -> matches(matcher, name) || anywhere && matches(matcher, "top/" + name);
        } catch (PatternSyntaxException e) {
            throw Problem.invalid("/filter", "The filter is no glob such as '**/*.json'.");
        }
    }

    private static boolean matches(PathMatcher matcher, String name) {
        try {
            return matcher.matches(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    static String schemeless(String url) {
        return UrlItems.withoutQuery(url).replaceFirst("(?i)^https?://", "").toLowerCase(Locale.ROOT);
    }
}
