package dev.ferrule.chat;

import dev.ferrule.chat.Turns.Finished;
import dev.ferrule.chat.Turns.Running;
import dev.ferrule.planning.Plan;
import dev.ferrule.problem.Problem;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Messages: sent, answered at once or as a stream of events, listened to again, and called off. */
@RestController
@RequestMapping("/api/v1/chats/{id}")
class MessageController {

    private final Turns turns;
    private final Streams streams;

    MessageController(Turns turns, Streams streams) {
        this.turns = turns;
        this.streams = streams;
    }

    record MessageForm(
            @Nullable Mode mode,
            @Nullable String text,
            @Nullable List<@Nullable String> specIds,
            @Nullable List<@Nullable AttachmentForm> attachments,
            @Nullable String engine) {}

    record AttachmentForm(
            Attachment.@Nullable Kinds kind,
            @Nullable String name,
            @Nullable String content,
            @Nullable String url) {}

    /** The answer, and the plan as it is now. */
    record Answer(Message message, @Nullable Plan plan) {}

    record Cancelled(boolean cancelled) {}

    /** With {@code Last-Event-ID} nothing new is sent: the stream of that turn goes on, as clients that reconnect expect. */
    @PostMapping("/messages")
    @ApiResponse(
            responseCode = "200",
            description =
                    "The answer; or, when text/event-stream is accepted, the events on the way to it: step, token,"
                            + " question, plan, connector, and at the end done or error.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Answer.class)),
                @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string"))
            })
    Object send(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "Accept", required = false) @Nullable String accept,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestBody MessageForm form)
            throws HttpMediaTypeNotAcceptableException {
        if (!isStream(accept)) {
            return waited(turns.start(caller.getName(), id, incoming(form)));
        }
        if (lastEventId != null && !lastEventId.isBlank()) {
            return resumed(caller, id, lastEventId);
        }
        Stream stream = new Stream();
        streams.follow(() -> turns.start(caller.getName(), id, incoming(form)), stream);
        return stream.emitter;
    }

    /** What happens in the turn of {@code Last-Event-ID} after that event; without one, in the newest turn. 204: nothing more. */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ApiResponse(
            responseCode = "200",
            description = "Events, as they come.",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    Object events(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        return resumed(caller, id, lastEventId);
    }

    private Object resumed(Principal caller, String id, @Nullable String lastEventId) {
        Stream stream = new Stream();
        boolean more = streams.resume(caller.getName(), id, lastEventId, stream);
        return more ? stream.emitter : ResponseEntity.noContent().build();
    }

    /** One connection that listens; it lasts as long as the turn. */
    private static final class Stream implements Streams.Listener {

        private static final MediaType UTF8 = new MediaType("text", "plain", StandardCharsets.UTF_8);

        final SseEmitter emitter = new SseEmitter(0L);

        @Override
        public void event(Event event) throws IOException {
            emitter.send(SseEmitter.event().id(event.id()).name(event.name()).data(event.data(), UTF8));
        }

        @Override
        public void heartbeat() throws IOException {
            emitter.send(SseEmitter.event().comment("still here"));
        }

        @Override
        public void end() {
            emitter.complete();
        }
    }

    /** Calls off the answer that is being made; {@code false} when none is. */
    @PostMapping("/cancel")
    Cancelled cancel(Principal caller, @PathVariable String id) {
        return new Cancelled(turns.cancel(caller.getName(), id));
    }

    private static DeferredResult<ResponseEntity<Answer>> waited(Running turn) {
        DeferredResult<ResponseEntity<Answer>> result = new DeferredResult<>(0L);
        turn.result().whenComplete((finished, failure) -> {
            if (failure == null) {
                result.setResult(ResponseEntity.ok(answer(finished)));
            } else {
                result.setErrorResult(failure);
            }
        });
        return result;
    }

    private static Answer answer(Finished finished) {
        return new Answer(finished.message(), finished.plan());
    }

    /** Whether an event stream is asked for; when both will do, what is named first. */
    private static boolean isStream(@Nullable String accept) throws HttpMediaTypeNotAcceptableException {
        List<MediaType> wanted;
        try {
            wanted = MediaType.parseMediaTypes(accept);
        } catch (org.springframework.http.InvalidMediaTypeException e) {
            throw new HttpMediaTypeNotAcceptableException("The header Accept is no list of media types.");
        }
        for (MediaType type : wanted) {
            if (type.isWildcardType() || type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
                return false;
            }
            if (type.isCompatibleWith(MediaType.TEXT_EVENT_STREAM)) {
                return true;
            }
        }
        if (!wanted.isEmpty()) {
            throw new HttpMediaTypeNotAcceptableException(
                    List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM));
        }
        return false;
    }

    private static Incoming incoming(MessageForm form) {
        if (form.mode() == null) {
            throw Problem.invalid("/mode", "A message has a mode: 'plan', 'build' or 'ask'.");
        }
        List<String> specIds = new ArrayList<>();
        for (String specId : form.specIds() == null ? List.<@Nullable String>of() : form.specIds()) {
            if (specId == null) {
                throw Problem.invalid("/specIds/" + specIds.size(), "A spec's id is a string, not null.");
            }
            specIds.add(specId);
        }
        return new Incoming(
                form.mode(), form.text() == null ? "" : form.text(), specIds, attachments(form), form.engine());
    }

    private static List<Attachment> attachments(MessageForm form) {
        List<@Nullable AttachmentForm> given = form.attachments() == null ? List.of() : form.attachments();
        Attachments.checkNumber(given.size());
        List<Attachment> attachments = new ArrayList<>();
        for (AttachmentForm one : given) {
            String pointer = "/attachments/" + attachments.size();
            if (one == null) {
                throw Problem.invalid(pointer, "An attachment is an object, not null.");
            }
            attachments.add(Attachment.checked(one.kind(), one.name(), one.content(), one.url(), pointer));
        }
        return attachments;
    }
}
