package dev.ferrule.llm;

/** How a structured answer is asked for, the best way first. */
enum Way {
    /** The endpoint holds the model to a JSON schema. */
    SCHEMA,
    /** The model is made to call a tool whose arguments are the answer. */
    TOOL,
    /** The prompt asks for JSON, and nothing enforces it. */
    PLAIN;

    /** The name of the tool that is the answer, and of its schema. */
    static final String ANSWER = "answer";

    Way next() {
        return this == SCHEMA ? TOOL : PLAIN;
    }
}
