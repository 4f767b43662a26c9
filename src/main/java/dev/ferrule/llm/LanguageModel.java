package dev.ferrule.llm;

import org.springframework.stereotype.Service;

/** The configured language model, if there is one. */
@Service
public class LanguageModel {

    private final LlmSettings settings;

    LanguageModel(LlmSettings settings) {
        this.settings = settings;
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
