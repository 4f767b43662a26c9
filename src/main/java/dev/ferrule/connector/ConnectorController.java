package dev.ferrule.connector;

import dev.ferrule.http.ETags;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Violation;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
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
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Central connectors by hand, and their revisions. */
@RestController
@RequestMapping("/api/v1/connectors")
class ConnectorController {

    private static final Pattern SYSTEM_KEY = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}@._-]{0,299}");

    private final ConnectorStore store;
    private final ConnectorSummaries summaries;
    private final Removals removals;
    private final MergePatch patches;

    ConnectorController(ConnectorStore store, ConnectorSummaries summaries, Removals removals, MergePatch patches) {
        this.store = store;
        this.summaries = summaries;
        this.removals = removals;
        this.patches = patches;
    }

    /** @param systemKey names the API; none: made of name and domain */
    record NewConnector(
            @Nullable String systemKey,
            @Nullable String name,
            @Nullable String domain,
            @Nullable String baseUrl) {}

    /** What of a connector can be changed here; auth methods and endpoints have paths of their own. */
    record ConnectorForm(
            @Nullable String name,
            @Nullable String domain,
            @Nullable String baseUrl) {

        Definition onto(Definition definition) {
            Checks checks = new Checks();
            Definition changed = new Definition(
                    checks.name("/name", name),
                    checks.domain("/domain", domain),
                    checks.baseUrl("/baseUrl", baseUrl),
                    definition.authMethods(),
                    definition.endpoints());
            checks.done();
            return changed;
        }
    }

    /** With {@code summary=true} endpoints and auth methods are only counted, which keeps a long list short. */
    @GetMapping
    Page<ConnectorInList> list(
            Principal caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "false") boolean summary,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        String text = Checks.query(q);
        List<ConnectorInList> found = summary
                ? summaries.list(caller.getName(), text, cursor, size + 1)
                : store.list(caller.getName(), text, cursor, size + 1).stream()
                        .map(ConnectorInList::whole)
                        .toList();
        return Page.of(found, size, ConnectorInList::id);
    }

    @PostMapping
    ResponseEntity<Connector> create(Principal caller, @RequestBody NewConnector form) {
        Definition empty = new Definition("", null, null, List.of(), List.of());
        Definition definition = new ConnectorForm(form.name(), form.domain(), form.baseUrl()).onto(empty);
        String key = form.systemKey() == null ? keyOf(definition) : form.systemKey();
        if (!SYSTEM_KEY.matcher(key).matches()) {
            throw Problem.invalid("/systemKey", "A key such as orders-api@example.com is needed.");
        }
        try {
            Connector made = store.insert(caller.getName(), key, definition);
            return ResponseEntity.created(URI.create("/api/v1/connectors/" + made.id()))
                    .eTag("\"" + made.etag() + "\"")
                    .body(made);
        } catch (DuplicateKeyException e) {
            String id = store.ofSystem(caller.getName(), key).map(Connector::id).orElse("");
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "connector-exists",
                    "The system '" + key + "' has the connector '" + id + "' already: there is one for each system.",
                    List.of(new Violation("/connectors/" + id, "The connector of '" + key + "'.")));
        }
    }

    @GetMapping("/{id}")
    ResponseEntity<Connector> get(Principal caller, @PathVariable String id) {
        Connector connector = store.get(caller.getName(), id);
        return ETags.ok(connector, connector.etag());
    }

    @PatchMapping("/{id}")
    ResponseEntity<Connector> change(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody JsonNode patch) {
        Connector changed = store.change(caller.getName(), id, ifMatch, definition -> {
            ConnectorForm now = new ConnectorForm(definition.name(), definition.domain(), definition.baseUrl());
            return patches.onto(now, patch, ConnectorForm.class).onto(definition);
        });
        return ETags.ok(changed, changed.etag());
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        removals.connector(caller.getName(), id, ifMatch);
        return ResponseEntity.noContent().build();
    }

    /** Makes the draft a revision; when nothing has changed since the newest one, that one is the answer. */
    @PostMapping("/{id}/publish")
    Revision publish(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return store.publish(caller.getName(), id, ifMatch);
    }

    /** From the first on; the cursor is a revision's number. */
    @GetMapping("/{id}/revisions")
    Page<Revision> revisions(
            Principal caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "0") int cursor) {
        int size = Page.checkedLimit(limit);
        Connector connector = store.get(caller.getName(), id);
        int newest = connector.publishedRevision() == null ? 0 : connector.publishedRevision();
        List<String> ids = IntStream.rangeClosed(Math.min(Math.max(cursor, 0), newest) + 1, newest)
                .limit(size + 1L)
                .mapToObj(number -> Revision.idOf(id, number))
                .toList();
        return Page.of(store.revisions(ids), size, revision -> Integer.toString(revision.number()));
    }

    @GetMapping("/{id}/revisions/{number}")
    Revision revision(Principal caller, @PathVariable String id, @PathVariable int number) {
        return store.revision(store.get(caller.getName(), id), number);
    }

    private static String keyOf(Definition definition) {
        String name = definition.name().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        String slug = name.replaceAll("^-|-$", "");
        String domain = definition.domain();
        return (slug.isEmpty() ? Endpoint.idOf("system", definition.name()) : Endpoint.cut(slug, 100))
                + (domain == null ? "" : "@" + domain.toLowerCase(Locale.ROOT));
    }
}
