package dev.ferrule.drift;

import dev.ferrule.egress.Call;
import dev.ferrule.egress.EgressFailure;
import dev.ferrule.egress.Sender;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Violation;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks over HTTP: who is told of changes. */
@RestController
@RequestMapping("/api/v1/subscriptions")
class SubscriptionController {

    private static final int LONGEST_URL = 2_000;
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 200;

    private final Subscriptions subscriptions;
    private final Sender sender;

    SubscriptionController(Subscriptions subscriptions, Sender sender) {
        this.subscriptions = subscriptions;
        this.sender = sender;
    }

    /**
     * @param secret what deliveries are signed with
     * @param events types of events; null or empty: all
     */
    record SubscriptionForm(
            @Nullable String url,
            @Nullable String secret,
            @Nullable List<@Nullable String> events) {}

    @PostMapping
    ResponseEntity<Subscription> create(Principal caller, @RequestBody SubscriptionForm form) {
        List<Violation> violations = new ArrayList<>();
        String url = form.url() == null ? "" : form.url().strip();
        String fault = fault(url);
        if (fault != null) {
            violations.add(new Violation("/url", fault));
        }
        String secret = form.secret() == null ? "" : form.secret();
        if (secret.length() < SHORTEST_SECRET || secret.length() > LONGEST_SECRET) {
            violations.add(new Violation(
                    "/secret", "A secret of " + SHORTEST_SECRET + " to " + LONGEST_SECRET + " characters is needed."));
        }
        List<String> events = new ArrayList<>();
        for (String event : form.events() == null ? List.<@Nullable String>of() : form.events()) {
            if (event == null || !FeedEvent.TYPES.contains(event)) {
                violations.add(
                        new Violation("/events", "Each must be one of " + String.join(", ", FeedEvent.TYPES) + "."));
                break;
            }
            events.add(event);
        }
        if (!violations.isEmpty()) {
            throw new Problem(
                    Problem.Kind.INVALID, "invalid-request", violations.get(0).message(), violations);
        }
        Subscription made = subscriptions.create(caller.getName(), url, secret, events);
        return ResponseEntity.created(URI.create("/api/v1/subscriptions/" + made.id()))
                .body(made);
    }

    private @Nullable String fault(String url) {
        String wanted = "An address such as https://hooks.example.com/ferrule is needed.";
        if (url.isEmpty() || url.length() > LONGEST_URL) {
            return wanted;
        }
        try {
            Call call = new Call("POST", URI.create(url), List.of(), new byte[0]);
            boolean plain = !"https".equalsIgnoreCase(call.uri().getScheme());
            return plain && !sender.allowsPrivate() ? wanted : null;
        } catch (IllegalArgumentException | EgressFailure e) {
            return wanted;
        }
    }

    @GetMapping
    Page<Subscription> list(
            Principal caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return subscriptions.list(caller.getName(), limit, cursor);
    }

    @GetMapping("/{id}")
    Subscription get(Principal caller, @PathVariable String id) {
        return subscriptions.get(caller.getName(), id);
    }

    @PostMapping("/{id}/resume")
    Subscription resume(Principal caller, @PathVariable String id) {
        return subscriptions.resume(caller.getName(), id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Principal caller, @PathVariable String id) {
        subscriptions.delete(caller.getName(), id);
    }
}
