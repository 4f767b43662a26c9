package dev.ferrule.llm;

import org.springframework.stereotype.Service;

/** The configured language model, if there is one. */
@Service
public class LanguageModel {

    private final LlmSettings settings;
    private final Endpoint endpoint;
    private final Prompts prompts;

    LanguageModel(LlmSettings settings, Endpoint endpoint, Prompts prompts) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.prompts = prompts;
    }

    /** All that is asked for one plan or one message, told to this progress and called off by it. */
    public Turn turn(Progress progress) {
        return new Turn(endpoint, prompts, progress, new Limits(settings));
    }

    public boolean isConfigured() {
        return settings.isConfigured();
    }

    /** The model's name as it was configured. */
    public String name() {
        return settings.model();
    }

    /** What to set so that there is a model, in words. */
    public String missing() {
        return settings.missing();
    }
}
