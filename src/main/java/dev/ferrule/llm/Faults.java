package dev.ferrule.llm;

import dev.ferrule.llm.ModelFailure.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells failures of the remote end apart, by status and, where endpoints differ only in what they say, by that. */
final class Faults {

    private static final Pattern TOO_LONG = Pattern.compile(
            "context.?(?:length|window|size)|maximum context|exceed_context|too many tokens|prompt is too long|input is too long|n_ctx",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM = Pattern.compile(
            "response_format|json_schema|json schema|structured|grammar|tool_choice|\\btools?\\b|function.?call",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TEMPERATURE = Pattern.compile("temperature", Pattern.CASE_INSENSITIVE);

    private Faults() {}

    static ModelFailure classify(Exchange exchange, String model) {
        int status = exchange.status();
        if (status == 0) {
            return new ModelFailure(Kind.UNREACHABLE, "The language model cannot be reached.");
        }
        if (status / 100 == 2) {
            return new ModelFailure(Kind.CUT, "The language model's answer was cut off.");
        }
        String said = exchange.error();
        if (status == 429) {
            return new ModelFailure(Kind.BUSY, "The language model is busy (429).", after(exchange.retryAfter()));
        }
        if (status == 413 || TOO_LONG.matcher(said).find()) {
            return new ModelFailure(Kind.TOO_LONG, "The question is too long for the language model.");
        }
        // Many endpoints do not say what it is that they do not take.
        if (status == 400
                || status == 422
                || status == 501
                || status >= 500 && FORM.matcher(said).find()) {
            return new ModelFailure(
                    Kind.UNSUPPORTED, "The language model does not take such a question (" + status + ").");
        }
        if (status >= 500 || status == 408) {
            return new ModelFailure(
                    Kind.BROKEN, "The language model failed (" + status + ").", after(exchange.retryAfter()));
        }
        return new ModelFailure(
                Kind.REFUSED,
                switch (status) {
                    case 401, 403 -> "The language model refuses the key (" + status + "): see OPENAI_API_KEY.";
                    case 404 ->
                        "The language model '" + model + "' is not there (404): see OPENAI_BASE_URL and OPENAI_MODEL.";
                    default -> "The language model refuses the question (" + status + ").";
                });
    }

    static boolean isAboutTemperature(String said) {
        return TEMPERATURE.matcher(said).find();
    }

    /** Seconds or a date (RFC 9110, 10.2.3). */
    private static @Nullable Duration after(Optional<String> header) {
        if (header.isEmpty()) {
            return null;
        }
        String value = header.get().strip();
        if (value.matches("\\d{1,6}(?:\\.\\d+)?")) {
            return Duration.ofMillis((long) (Double.parseDouble(value) * 1000));
        }
        try {
            Duration wait = Duration.between(
                    ZonedDateTime.now(java.time.ZoneOffset.UTC),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
