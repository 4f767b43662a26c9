package dev.ferrule.quality;

import dev.ferrule.http.Page;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Quality of specs over HTTP. */
@RestController
@RequestMapping("/api/v1")
class QualityController {

    private final QualityReports reports;

    QualityController(QualityReports reports) {
        this.reports = reports;
    }

    @GetMapping("/specs/{id}/quality")
    Quality quality(Principal caller, @PathVariable String id) {
        return reports.of(caller.getName(), id);
    }

    @GetMapping("/quality")
    Page<Quality> qualities(
            Principal caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return reports.list(caller.getName(), limit, cursor);
    }
}
