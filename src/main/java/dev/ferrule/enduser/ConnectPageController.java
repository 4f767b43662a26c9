package dev.ferrule.enduser;

import dev.ferrule.connection.Check;
import dev.ferrule.connection.OwnedConnections.Needed;
import dev.ferrule.connection.OwnedConnections.Owned;
import dev.ferrule.connection.OwnedConnections.Started;
import dev.ferrule.connection.Status;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Template;
import dev.ferrule.enduser.ConnectLinks.Visit;
import dev.ferrule.enduser.ConnectPages.Row;
import dev.ferrule.enduser.ConnectPages.State;
import dev.ferrule.enduser.ConnectPages.Way;
import dev.ferrule.enduser.EndUserConnections.Wish;
import dev.ferrule.http.PublicAddress;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.Problem.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page where an end user connects, open to whoever has the signed link and to nobody else. The link is in every path,
 * so a foreign page cannot ask in the end user's name without knowing it; there is no cookie.
 */
@RestController
@RequestMapping("/connect")
class ConnectPageController {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';" + " frame-ancestors 'none'";
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final ConnectLinks links;
    private final EndUserConnections connections;
    private final Connectors connectors;
    private final PublicAddress address;
    private final byte[] style;

    ConnectPageController(
            ConnectLinks links, EndUserConnections connections, Connectors connectors, PublicAddress address) {
        this.links = links;
        this.connections = connections;
        this.connectors = connectors;
        this.address = address;
        try (InputStream css = Objects.requireNonNull(ConnectPages.class.getResourceAsStream("connect.css"))) {
            this.style = css.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping("/style.css")
    ResponseEntity<byte[]> style() {
        return ResponseEntity.ok().contentType(MediaType.valueOf("text/css")).body(style);
    }

    /** @param error the code of what went wrong, when the browser comes back from a login */
    @GetMapping("/{token}")
    ResponseEntity<String> overview(
            @PathVariable String token, @RequestParam(required = false) @Nullable String error) {
        return answer(token, visit -> {
            List<Row> rows = visit.templates().stream()
                    .map(template -> row(visit, template))
                    .toList();
            String message = error == null
                    ? null
                    : "The login did not work" + (error.matches("[a-z-]{1,40}") ? " (" + error + ")." : ".");
            return page(HttpStatus.OK, ConnectPages.overview(visit, rows, message));
        });
    }

    private Row row(Visit visit, Template template) {
        State state = connections
                .find(visit.link().org(), template, visit.endUser().id())
                .map(owned -> state(visit, template, owned))
                .orElse(State.NOT_CONNECTED);
        return new Row(template.id(), system(visit, template), state);
    }

    private State state(Visit visit, Template template, Owned owned) {
        Status status = owned.connection().status();
        boolean changed = !connections
                .methods(visit.link().org(), template)
                .contains(owned.connection().authMethod().id());
        return changed || status == Status.FAILING || status == Status.RECONNECT
                ? State.NEEDS_ATTENTION
                : State.CONNECTED;
    }

    private String system(Visit visit, Template template) {
        return connectors
                .get(visit.link().org(), template.connectorId())
                .definition()
                .name();
    }

    @GetMapping("/{token}/{templateId}")
    ResponseEntity<String> form(
            @PathVariable String token,
            @PathVariable String templateId,
            @RequestParam(required = false) @Nullable String method) {
        return answer(token, visit -> form(visit, visit.template(templateId), method, HttpStatus.OK, null));
    }

    private ResponseEntity<String> form(
            Visit visit, Template template, @Nullable String method, HttpStatus status, @Nullable String message) {
        String org = visit.link().org();
        List<Way> ways = connections.methods(org, template).stream()
                .map(id -> connections.needed(org, template, id))
                .map(one -> new Way(one.method().id(), one.method(), one.login()))
                .toList();
        Needed needed = connections.needed(org, template, method);
        return page(status, ConnectPages.form(visit, template.id(), system(visit, template), ways, needed, message));
    }

    /** What was typed into the form: {@code method}, credentials as {@code c.name}, variables as {@code v.name}. */
    @PostMapping(path = "/{token}/{templateId}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> connect(
            @PathVariable String token, @PathVariable String templateId, @RequestParam Map<String, String> typed) {
        return answer(token, visit -> {
            Template template = visit.template(templateId);
            String method = typed.get("method");
            try {
                return connect(visit, template, method, typed);
            } catch (Problem problem) {
                if (problem.kind() == Kind.NOT_FOUND) {
                    throw problem;
                }
                return form(visit, template, method, status(problem), words(problem));
            }
        });
    }

    private ResponseEntity<String> connect(
            Visit visit, Template template, @Nullable String method, Map<String, String> typed) {
        String org = visit.link().org();
        String endUser = visit.endUser().id();
        Needed needed = connections.needed(org, template, method);
        Map<String, @Nullable String> variables = ConnectPages.part(typed, "v.");
        String back = "/connect/" + visit.token();
        if (needed.login()) {
            Wish wish = new Wish(needed.method().id(), null, variables, null);
            Started started = connections.login(org, template.id(), endUser, wish, address.base(), back);
            return page(
                    HttpStatus.OK,
                    ConnectPages.login(visit, system(visit, template), started.startUrl(), started.authorizeUrl()));
        }
        Wish wish = new Wish(needed.method().id(), null, variables, ConnectPages.part(typed, "c."));
        Owned unused = connections.connect(org, template.id(), endUser, wish);
        Check check = connections.check(org, template.id(), endUser);
        if (check.passed()) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .header(HttpHeaders.LOCATION, back)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        return form(visit, template, method, HttpStatus.UNPROCESSABLE_CONTENT, check.message());
    }

    @PostMapping("/{token}/{templateId}/disconnect")
    ResponseEntity<String> disconnect(@PathVariable String token, @PathVariable String templateId) {
        return answer(token, visit -> {
            Template template = visit.template(templateId);
            String org = visit.link().org();
            if (connections.find(org, template, visit.endUser().id()).isPresent()) {
                connections.remove(org, template.id(), visit.endUser().id(), null);
            }
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .header(HttpHeaders.LOCATION, "/connect/" + visit.token())
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        });
    }

    /** Uses the link up. */
    @PostMapping("/{token}/done")
    ResponseEntity<String> done(@PathVariable String token) {
        return answer(token, visit -> {
            links.close(visit.link());
            String returnTo = visit.link().returnTo();
            ResponseEntity<String> page = page(HttpStatus.OK, ConnectPages.done(returnTo));
            return returnTo == null
                    ? page
                    : ResponseEntity.ok()
                            .headers(page.getHeaders())
                            // Of its own and no redirect of the form, which the page's policy would stop.
                            .header("Refresh", "0;url=" + returnTo)
                            .body(page.getBody());
        });
    }

    /** Every failure as a page, with a status that says whether the link has ended. */
    private ResponseEntity<String> answer(String token, Function<Visit, ResponseEntity<String>> served) {
        try {
            return served.apply(links.open(token));
        } catch (Problem problem) {
            return page(
                    status(problem),
                    ConnectPages.refusal(
                            problem.code().startsWith("connect-link-")
                                    ? problem.description() + " Ask for a new one where you got it."
                                    : words(problem)));
        }
    }

    private static HttpStatus status(Problem problem) {
        return switch (problem.kind()) {
            case NOT_FOUND -> problem.code().equals("connect-link-unknown") ? HttpStatus.NOT_FOUND : HttpStatus.GONE;
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNAVAILABLE, STORAGE_FULL -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.CONFLICT;
        };
    }

    /** What the person can put right in full; anything else by its code, for whoever made the link. */
    private static String words(Problem problem) {
        if (problem.kind() == Kind.INVALID) {
            return problem.violations().isEmpty()
                    ? problem.description()
                    : problem.violations().stream().map(Violation::message).collect(Collectors.joining(" "));
        }
        return "This cannot be connected at the moment (" + problem.code() + "). Tell whoever gave you this link.";
    }

    private static ResponseEntity<String> page(HttpStatus status, String html) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .header("Content-Security-Policy", POLICY)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Robots-Tag", "noindex")
                // Or Spring names it f.txt, taking what follows the dot of the link for a file's ending.
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .body(html);
    }
}
