package dev.ferrule.catalogue;

import dev.ferrule.egress.Fetcher;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.Overlays;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Specs over HTTP. */
@RestController
@RequestMapping("/api/v1/specs")
class SpecController {

    private final Specs specs;
    private final Catalogue catalogue;
    private final Fetcher fetcher;
    private final Overlays overlays;
    private final DocumentRoom room = DocumentRoom.ofHeap();

    SpecController(Specs specs, Catalogue catalogue, Fetcher fetcher, Overlays overlays) {
        this.catalogue = catalogue;
        this.specs = specs;
        this.fetcher = fetcher;
        this.overlays = overlays;
    }

    /**
     * The body is taken as it is, whatever it calls itself: people send YAML as JSON and JSON as form data. (That is why
     * {@code dryRun} is looked for in the query only: asking for a parameter would read the body as a form.)
     */
    @PostMapping
    @io.swagger.v3.oas.annotations.Operation(
            parameters =
                    @Parameter(
                            name = "dryRun",
                            in = ParameterIn.QUERY,
                            description = "Say what would become of it, and add nothing.",
                            schema = @Schema(type = "boolean", defaultValue = "false")))
    @ApiResponse(
            responseCode = "200",
            description = "It was there already, or this was a dry run.",
            content = @Content(schema = @Schema(oneOf = {Spec.class, Specs.Preview.class})))
    @ApiResponse(
            responseCode = "201",
            description = "It is added.",
            content = @Content(schema = @Schema(implementation = Spec.class)))
    ResponseEntity<?> add(Principal caller, HttpServletRequest request) throws IOException {
        boolean dryRun = DryRun.in(request.getQueryString());
        return room.use(request.getInputStream(), request.getContentLengthLong(), body -> {
            Optional<SpecBody.Order> order = SpecBody.order(body);
            return order.isEmpty() ? added(caller, body, dryRun) : fetched(caller, order.get(), dryRun);
        });
    }

    private ResponseEntity<?> fetched(Principal caller, SpecBody.Order order, boolean dryRun) throws IOException {
        return room.largest(() -> {
            byte[] document = fetcher.fetch(order.url(), SpecBody.MOST_BYTES);
            return added(caller, overlaid(document, order.overlay()), dryRun);
        });
    }

    private ResponseEntity<?> added(Principal caller, byte[] document, boolean dryRun) {
        return dryRun
                ? ResponseEntity.ok(specs.preview(caller.getName(), document))
                : added(specs.add(caller.getName(), document));
    }

    /** @param overlay an OpenAPI Overlay 1.0; what is added is the document as it becomes by it */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<?> addFile(
            Principal caller,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable MultipartFile overlay,
            @RequestParam(defaultValue = "false") boolean dryRun)
            throws IOException {
        byte[] patch = overlay == null ? null : SpecBody.overlay(overlay.getSize(), overlay.getInputStream());
        try (InputStream in = file.getInputStream()) {
            return room.use(in, file.getSize(), document -> added(caller, overlaid(document, patch), dryRun));
        }
    }

    /** An overlay that finds nothing is meant for another document, and must not seem to have been applied. */
    private byte[] overlaid(byte[] document, byte @Nullable [] overlay) {
        if (overlay == null) {
            return document;
        }
        Overlays.Applied applied = overlays.apply(document, overlay);
        if (applied.matched() == 0) {
            throw Problem.invalid("/overlay/actions", "No target of the overlay is in this document.");
        }
        return applied.document();
    }

    private static ResponseEntity<Spec> added(Specs.Added added) {
        HttpStatus status = added.created() ? HttpStatus.CREATED : HttpStatus.OK;
        return ResponseEntity.status(status)
                .location(URI.create("/api/v1/specs/" + added.spec().id()))
                .body(added.spec());
    }

    @GetMapping
    Page<Spec> list(
            Principal caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (q != null && q.length() > 200) {
            throw Problem.invalid("/q", "q has " + q.length() + " characters, but may have at most 200.");
        }
        return specs.list(caller.getName(), q, limit, cursor);
    }

    @GetMapping("/{id}")
    Spec get(Principal caller, @PathVariable String id) {
        return specs.get(caller.getName(), id);
    }

    /** As a file to be saved: it is a stranger's text, and no browser shall run what it finds there. */
    @GetMapping("/{id}/document")
    ResponseEntity<InputStreamResource> document(Principal caller, @PathVariable String id) {
        SpecDocument document = specs.document(caller.getName(), id);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + document.fileName() + "\"")
                .contentType(document.isJson() ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_YAML)
                .contentLength(document.spec().documentBytes())
                .body(new InputStreamResource(document.content()));
    }

    /**
     * @param method only the one with this method
     * @param path and with this path, letter for letter
     */
    @GetMapping("/{id}/operations")
    Page<Operation> operations(
            Principal caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String method,
            @RequestParam(required = false) @Nullable String path,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (method == null && path == null) {
            return specs.operations(caller.getName(), id, limit, cursor);
        }
        if (method == null || path == null) {
            throw Problem.invalid("/path", "One operation is named by both its method and its path.");
        }
        Spec spec = specs.get(caller.getName(), id);
        List<String> ids = catalogue.outline(spec.id()).at(path).stream()
                .filter(card ->
                        card.method().equalsIgnoreCase(method) && card.path().equals(path))
                .map(Card::operationId)
                .toList();
        return new Page<>(
                List.copyOf(specs.operations(caller.getName(), id, ids).values()), null);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Principal caller, @PathVariable String id) {
        specs.delete(caller.getName(), id);
    }
}
