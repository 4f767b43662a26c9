package dev.ferrule.drift;

import dev.ferrule.http.Page;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who is touched by newer versions of specs, over HTTP. */
@RestController
@RequestMapping("/api/v1")
class DriftController {

    private final Drifts drifts;

    DriftController(Drifts drifts) {
        this.drifts = drifts;
    }

    @GetMapping("/connectors/{id}/drift")
    DriftReport of(Principal caller, @PathVariable String id) {
        return drifts.of(caller.getName(), id);
    }

    @GetMapping("/drift")
    Page<DriftReport.Line> all(
            Principal caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return drifts.lines(caller.getName(), limit, cursor);
    }
}
