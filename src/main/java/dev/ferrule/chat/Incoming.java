package dev.ferrule.chat;

import dev.ferrule.planning.PlanRequest;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.Problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as it comes in.
 *
 * @param specIds systems to stay within from now on; empty: as before
 * @param engine who judges; null: as configured
 */
record Incoming(
        Mode mode,
        String text,
        List<String> specIds,
        List<Attachment> attachments,
        @Nullable String engine) {

    private static final int MOST_SPECS = 100;

    Incoming {
        text = Texts.clean(text).strip();
        specIds = List.copyOf(specIds);
        attachments = List.copyOf(attachments);
        if (text.length() > Message.LONGEST) {
            throw refuse(
                    "text-too-long",
                    "/text",
                    "The text has " + text.length() + " characters; at most " + Message.LONGEST
                            + " are read. Keep what matters, or send a document as an attachment.");
        }
        if (text.isEmpty() && mode != Mode.BUILD && attachments.isEmpty()) {
            throw refuse("text-empty", "/text", "The message has no text.");
        }
        if (specIds.size() > MOST_SPECS) {
            throw refuse("too-many-specs", "/specIds", "A message may name at most " + MOST_SPECS + " specs.");
        }
        if (engine != null && !engine.equals(PlanRequest.OFFLINE) && !engine.equals(PlanRequest.LLM)) {
            throw Problem.invalid("/engine", "There is no engine '" + engine + "'; there are 'offline' and 'llm'.");
        }
    }

    private static Problem refuse(String code, String pointer, String message) {
        return new Problem(Kind.INVALID, code, message, List.of(new Violation(pointer, message)));
    }
}
