package dev.ferrule.evaluation;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an evaluation came to.
 *
 * @param mode of the plans, {@code balanced} or {@code recall}
 * @param weights {@code learned}: those of the program; {@code held out}: for each fold those of the other folds
 */
public record Report(String mode, String weights, List<Score> corpora, List<AuthScore> auth) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public String json() {
        return JSON.writeValueAsString(this) + "\n";
    }

    /** Reads what {@link #json} wrote. */
    public static Report parse(String json) {
        try {
            return JSON.readValue(json, Report.class);
        } catch (JacksonException e) {
            throw new Problem(
                    Kind.INVALID, "baseline-broken", "The baseline is not a report in JSON: " + e.getOriginalMessage());
        }
    }

    /** For a person at a terminal. */
    public String text() {
        return new ReportText(this, false).write();
    }

    public String markdown() {
        return new ReportText(this, true).write();
    }

    /** What is worse than an earlier run allows; empty when nothing is. */
    public List<String> worseThan(Report baseline) {
        List<String> worse = new ArrayList<>();
        for (Score score : corpora) {
            earlier(baseline, score).ifPresent(before -> worse.addAll(score.worseThan(before)));
        }
        return worse;
    }

    /** Corpora of the earlier run that this one lacks. */
    public List<String> notCompared(Report baseline) {
        return baseline.corpora.stream()
                .map(Score::name)
                .filter(name -> corpora.stream().noneMatch(score -> score.name().equals(name)))
                .toList();
    }

    private static Optional<Score> earlier(Report baseline, Score score) {
        return baseline.corpora.stream()
                .filter(before -> before.name().equals(score.name()))
                .findFirst();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
