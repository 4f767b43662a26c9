package dev.ferrule.ingest;

import dev.ferrule.http.ETags;
import dev.ferrule.http.Page;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sources over HTTP. Each is known by its id and by its name. */
@RestController
@RequestMapping("/api/v1/sources")
class SourceController {

    private final Sources sources;

    SourceController(Sources sources) {
        this.sources = sources;
    }

    @PostMapping
    @ApiResponse(responseCode = "201", description = "It is made, and runs when it is due.")
    ResponseEntity<Source> create(Principal caller, @RequestBody SourceForm form) {
        Source source = sources.create(caller.getName(), form);
        return ResponseEntity.created(URI.create("/api/v1/sources/" + source.key()))
                .eTag("\"" + source.etag() + "\"")
                .body(source);
    }

    @GetMapping
    Page<Source> list(
            Principal caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return sources.list(caller.getName(), limit, cursor);
    }

    @GetMapping("/{id}")
    ResponseEntity<Source> get(Principal caller, @PathVariable String id) {
        Source source = sources.get(caller.getName(), id);
        return ETags.ok(source, source.etag());
    }

    /** An empty text takes a folder, filter or owner away. */
    @PatchMapping("/{id}")
    ResponseEntity<Source> change(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody SourceForm form) {
        Source source = sources.change(caller.getName(), id, ifMatch, form);
        return ETags.ok(source, source.etag());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        sources.delete(caller.getName(), id, ifMatch);
    }

    @PostMapping("/{id}/run")
    @ApiResponse(responseCode = "202", description = "Its ingestion is queued; Location says where to look.")
    ResponseEntity<Job> run(
            Principal caller, @PathVariable String id, @RequestParam(defaultValue = "false") boolean dryRun) {
        Job job = dryRun ? sources.dryRun(caller.getName(), id) : sources.run(caller.getName(), id);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/ingestions/" + job.id()))
                .body(job);
    }
}
