package dev.ferrule.chat;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a message is for. */
enum Mode {
    /** Make or change the plan. */
    @JsonProperty("plan")
    PLAN,
    /** Make the plan's connectors for real. */
    @JsonProperty("build")
    BUILD,
    /** Answer, and change nothing. */
    @JsonProperty("ask")
    ASK
}
