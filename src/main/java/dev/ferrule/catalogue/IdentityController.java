package dev.ferrule.catalogue;

import dev.ferrule.catalogue.Identities.Identity;
import dev.ferrule.problem.Problem;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which system a spec describes, over HTTP. */
@RestController
@RequestMapping("/api/v1/specs/{id}/identity")
class IdentityController {

    private final Identities identities;

    IdentityController(Identities identities) {
        this.identities = identities;
    }

    /** Exactly one of them. */
    record Decision(@Nullable String sameAs, @Nullable Boolean separate) {}

    @GetMapping
    Identity get(Principal caller, @PathVariable String id) {
        return identities.of(caller.getName(), id);
    }

    @PutMapping
    Identity decide(Principal caller, @PathVariable String id, @RequestBody Decision decision) {
        boolean separate = Boolean.TRUE.equals(decision.separate());
        String sameAs = decision.sameAs();
        if (sameAs == null == !separate) {
            throw Problem.invalid("", "Send {\"sameAs\": \"another spec's id\"} or {\"separate\": true}.");
        }
        return sameAs == null
                ? identities.separate(caller.getName(), id)
                : identities.join(caller.getName(), id, sameAs);
    }

    /** Back to what the rules say; where nobody decided anything, nothing changes. */
    @DeleteMapping
    Identity byRules(Principal caller, @PathVariable String id) {
        return identities.byRules(caller.getName(), id);
    }
}
