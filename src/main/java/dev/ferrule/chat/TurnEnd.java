package dev.ferrule.chat;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Violation;
import dev.ferrule.problem.ProblemDocument;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a turn ended: with a reply, because somebody ended it, or by a problem. */
record TurnEnd(
        @Nullable Reply reply,
        Message.State state,
        @Nullable Problem problem) {

    /** The last event of a turn that has an answer. */
    record Done(Message message, @Nullable String planId) {}

    /** The last event of a turn that has none: a problem, as a request would get it. */
    record Trouble(int status, String code, String detail, List<Violation> errors, String messageId) {

        static Trouble of(String turnId, Problem problem) {
            ProblemDocument document = ProblemDocument.of(problem);
            return new Trouble(document.status(), document.code(), document.detail(), document.errors(), turnId);
        }
    }

    static TurnEnd of(Reply reply) {
        return new TurnEnd(reply, Message.State.COMPLETE, null);
    }

    static TurnEnd ended(Message.State state) {
        return new TurnEnd(null, state, null);
    }

    static TurnEnd failed(Problem problem) {
        return new TurnEnd(null, Message.State.FAILED, problem);
    }

    Message message(Turn turn, TurnProgress progress, Instant now) {
        if (reply == null) {
            Message.Failure failure =
                    problem == null ? null : new Message.Failure(problem.code(), problem.description());
            String text = problem == null ? progress.written() : problem.description();
            return Message.broken(
                    turn,
                    state,
                    Texts.shortened(text, Message.LONGEST_ANSWER),
                    progress.steps(),
                    failure,
                    progress.usage(),
                    now);
        }
        return new Message(
                turn.id(),
                Message.Role.ASSISTANT,
                turn.mode(),
                state,
                Texts.shortened(reply.text(), Message.LONGEST_ANSWER),
                turn.question(),
                reply.plan() == null ? null : reply.plan().id(),
                reply.engine(),
                reply.attachments(),
                progress.steps(),
                reply.connectors(),
                reply.evidence(),
                progress.usage(),
                null,
                now);
    }
}
