package dev.ferrule.mock;

import dev.ferrule.problem.Problem;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sessions at the mock target; a test names the one that it wants to be a part of. */
@RestController
@RequestMapping("/api/v1/mock-sessions")
class MockSessionController {

    private final MockSessions sessions;

    MockSessionController(MockSessions sessions) {
        this.sessions = sessions;
    }

    /** @param seed makes what is answered; 1 unless it says another */
    record NewMockSession(@Nullable Long seed, @Nullable List<Fault> faults) {}

    /** @param faults instead of those that are still to come; empty: none */
    record Faults(@Nullable List<Fault> faults) {}

    @PostMapping
    ResponseEntity<MockSession> begin(Principal caller, @RequestBody(required = false) @Nullable NewMockSession form) {
        MockSession session = sessions.begin(
                caller.getName(), form == null ? null : form.seed(), form == null ? null : form.faults());
        return ResponseEntity.created(URI.create("/api/v1/mock-sessions/" + session.id()))
                .body(session);
    }

    @GetMapping("/{id}")
    MockSession get(Principal caller, @PathVariable String id) {
        return sessions.get(caller.getName(), id);
    }

    @PatchMapping("/{id}")
    MockSession change(Principal caller, @PathVariable String id, @RequestBody Faults form) {
        List<Fault> faults = form.faults();
        if (faults == null) {
            throw Problem.invalid("/faults", "The faults that are to come are needed; [] for none.");
        }
        return sessions.change(caller.getName(), id, faults);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> end(Principal caller, @PathVariable String id) {
        sessions.end(caller.getName(), id);
        return ResponseEntity.noContent().build();
    }
}
