package dev.ferrule.quality;

import dev.ferrule.problem.Problem;
import java.security.Principal;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Quality of specs over HTTP: of one, of all with the worst first, and what is wrong most often. */
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
    QualityReports.Worst qualities(
            Principal caller,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return reports.worst(caller.getName(), code == null ? null : fault(code), limit, cursor);
    }

    @GetMapping("/quality/summary")
    QualityReports.Summary summary(Principal caller) {
        return reports.summary(caller.getName());
    }

    private static Fault fault(String code) {
        return Fault.of(code)
                .orElseThrow(() -> Problem.invalid(
                        "/code",
                        "There is no finding '" + code + "'; there are "
                                + Arrays.stream(Fault.values()).map(Fault::code).collect(Collectors.joining(", "))
                                + "."));
    }
}
