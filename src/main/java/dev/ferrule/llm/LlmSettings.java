package dev.ferrule.llm;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the language model is and what it may cost. Without a key and a base URL there is none.
 *
 * @param baseUrl up to and with {@code /v1}; without it, a key is OpenAI's own
 * @param connect patience for a connection
 * @param firstToken patience for the first sign of an answer; local models read their prompt for that long
 * @param silence patience between two pieces of an answer
 * @param retries after the first attempt
 * @param budget of one plan, or one message of a conversation
 * @param backoff before the first retry, twice that before the second
 * @param temperature 0: the likeliest words; left out where an endpoint does not take it
 * @param price to report what was spent, and to bound it
 * @param promptsDir whose files replace those of {@code prompts/}
 */
@ConfigurationProperties("ferrule.llm")
record LlmSettings(
        @DefaultValue("") String baseUrl,
        @DefaultValue("") String apiKey,
        @DefaultValue("") String model,
        @DefaultValue("5s") Duration connect,
        @DefaultValue("60s") Duration firstToken,
        @DefaultValue("30s") Duration silence,
        @DefaultValue("3") int retries,
        @DefaultValue("500ms") Duration backoff,
        @DefaultValue("0") double temperature,
        @DefaultValue Budget budget,
        @DefaultValue Price price,
        @DefaultValue("") String promptsDir) {

    private static final String OPENAI = "https://api.openai.com/v1";

    /**
     * @param rounds calls of the model, repairs among them, retries not
     * @param tokens of prompts and answers together
     * @param time for all calls together
     * @param money in the currency of the prices; null: unbounded
     */
    record Budget(
            @DefaultValue("8") int rounds,
            @DefaultValue("60000") int tokens,
            @DefaultValue("3m") Duration time,
            @Nullable BigDecimal money) {}

    /** For a million tokens each; null: unknown, and cost is not reported. */
    record Price(@Nullable BigDecimal prompt, @Nullable BigDecimal completion) {}

    boolean isConfigured() {
        return !(apiKey.isBlank() && baseUrl.isBlank()) && !model.isBlank();
    }

    /** What to set so that there is a model. */
    String missing() {
        return apiKey.isBlank() && baseUrl.isBlank()
                ? "set OPENAI_BASE_URL (or OPENAI_API_KEY alone for OpenAI's own) and OPENAI_MODEL"
                : "set OPENAI_MODEL";
    }

    /** Without a slash at its end. */
    URI endpoint() {
        String url = (baseUrl.isBlank() ? OPENAI : baseUrl.strip()).replaceAll("/+$", "");
        if (!url.matches("(?i)https?://[^\\s/]+.*")) {
            throw new IllegalStateException(
                    "OPENAI_BASE_URL is no http or https address; it is to be such as https://api.openai.com/v1.");
        }
        return URI.create(url);
    }

    /** The key stays out of whatever prints settings. */
    @Override
    public String toString() {
        return "LlmSettings[" + baseUrl + ", " + model + "]";
    }
}
