package dev.ferrule.llm;

import java.util.List;
import java.util.Locale;

/** What the model is asked to be; each has a file in {@code prompts/}, with these variables. */
public enum Role {
    /** Says what operations a requirement needs, in a line each. */
    RESTATE("systems", "requirement"),
    /** Picks operations for lines by their numbers. */
    SELECT("forbidden", "lines", "complete", "operations"),
    /** Words lines anew as the systems would say it, from what the systems have. */
    REQUERY("lines", "resources"),
    /** Is told what is wrong with its last answer. */
    REPAIR("faults"),
    /** Answers questions about an integration. */
    ASK("context", "history", "question"),
    /** Says what a later message changes about a plan. */
    REFINE("plan", "history", "message"),
    /** Says how people would ask for operations. */
    ENRICH("system", "operations");

    private final List<String> variables;

    Role(String... variables) {
        this.variables = List.of(variables);
    }

    List<String> variables() {
        return variables;
    }

    String file() {
        return name().toLowerCase(Locale.ROOT) + ".md";
    }
}
