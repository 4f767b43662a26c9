package dev.ferrule.ingest;

import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Ingestions over HTTP. */
@RestController
@RequestMapping("/api/v1/ingestions")
class JobController {

    private final Jobs jobs;
    private final JobStreams streams;

    JobController(Jobs jobs, JobStreams streams) {
        this.jobs = jobs;
        this.streams = streams;
    }

    /** @param dryRun everything but the saving */
    record UrlsForm(
            @Nullable List<@Nullable String> urls, @Nullable Boolean dryRun) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "202", description = "It is queued; Location says where to look.")
    ResponseEntity<Job> startUrls(Principal caller, @RequestBody UrlsForm form) {
        if (form.urls() == null || form.urls().isEmpty()) {
            throw Problem.invalid("/urls", "Name at least one URL, or send files as multipart/form-data.");
        }
        return accepted(jobs.startUrls(caller.getName(), form.urls(), Boolean.TRUE.equals(form.dryRun())));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ApiResponse(responseCode = "202", description = "It is queued; Location says where to look.")
    ResponseEntity<Job> startFiles(
            Principal caller,
            @RequestParam List<MultipartFile> file,
            @RequestParam(defaultValue = "false") boolean dryRun) {
        if (file.isEmpty()) {
            throw Problem.invalid("/file", "Send at least one file.");
        }
        List<Jobs.Upload> uploads = file.stream().<Jobs.Upload>map(Sent::new).toList();
        return accepted(jobs.startFiles(caller.getName(), uploads, dryRun));
    }

    private record Sent(MultipartFile file) implements Jobs.Upload {

        @Override
        public String name() {
            String name = file.getOriginalFilename();
            return name == null || name.isBlank() ? "file" : name;
        }

        @Override
        public InputStream open() throws IOException {
            return file.getInputStream();
        }
    }

    private static ResponseEntity<Job> accepted(Job job) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/ingestions/" + job.id()))
                .body(job);
    }

    /** @param newest the newest first */
    @GetMapping
    Page<Job> list(
            Principal caller,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(defaultValue = "false") boolean newest,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return jobs.list(caller.getName(), source, newest, limit, cursor);
    }

    @GetMapping("/{id}")
    Job get(Principal caller, @PathVariable String id) {
        return jobs.get(caller.getName(), id);
    }

    @GetMapping("/{id}/items")
    Page<Outcome> items(
            Principal caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return jobs.items(
                caller.getName(), id, state == null ? null : Outcome.State.of(state), Page.checkedLimit(limit), cursor);
    }

    @PostMapping("/{id}/cancel")
    Job cancel(Principal caller, @PathVariable String id) {
        return jobs.cancel(caller.getName(), id);
    }

    /** The failed items only. */
    @PostMapping("/{id}/retry")
    @ApiResponse(responseCode = "202", description = "It is running again; Location says where to look.")
    ResponseEntity<Job> retry(Principal caller, @PathVariable String id) {
        return accepted(jobs.retry(caller.getName(), id));
    }

    /** The event {@code progress} has the ingestion as it is now, {@code done} as it has ended; 204: it had, and you know. */
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ApiResponse(
            responseCode = "200",
            description = "The events progress and, at the end, done: each with the ingestion as it is then.",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    Object events(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        Job job = jobs.get(caller.getName(), id);
        if (!job.state().open() && Integer.toString(job.revision()).equals(lastEventId)) {
            return ResponseEntity.noContent().build();
        }
        Stream stream = new Stream();
        streams.follow(job, lastEventId, stream);
        return stream.emitter;
    }

    private static final class Stream implements JobStreams.Listener {

        private static final MediaType UTF8 = new MediaType("text", "plain", StandardCharsets.UTF_8);

        final SseEmitter emitter = new SseEmitter(0L);

        @Override
        public void event(String id, String name, String json) throws IOException {
            emitter.send(SseEmitter.event().id(id).name(name).data(json, UTF8));
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
}
