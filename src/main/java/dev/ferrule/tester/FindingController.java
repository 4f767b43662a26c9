package dev.ferrule.tester;

import dev.ferrule.connector.Connectors;
import dev.ferrule.http.Page;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What tests have shown of a connector, and the suite of those that were pinned. */
@RestController
@RequestMapping("/api/v1/connectors/{connectorId}")
class FindingController {

    private final Connectors connectors;
    private final Findings findings;
    private final SavedCases cases;

    FindingController(Connectors connectors, Findings findings, SavedCases cases) {
        this.connectors = connectors;
        this.findings = findings;
        this.cases = cases;
    }

    @GetMapping("/findings")
    Page<Finding> findings(
            Principal caller,
            @PathVariable String connectorId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.of(findings.of(caller.getName(), connectorId), Page.checkedLimit(limit), cursor, Finding::id);
    }

    /** All findings as an OpenAPI Overlay, or only those that were accepted. */
    @GetMapping("/findings/overlay")
    Overlay overlay(
            Principal caller,
            @PathVariable String connectorId,
            @RequestParam(defaultValue = "false") boolean accepted) {
        List<Finding> chosen = findings.of(caller.getName(), connectorId).stream()
                .filter(finding -> finding.accepted() || !accepted)
                .toList();
        String name = connectors.get(caller.getName(), connectorId).definition().name();
        return Overlay.of(name, chosen);
    }

    @PostMapping("/findings/{id}/accept")
    Finding accept(Principal caller, @PathVariable String connectorId, @PathVariable String id) {
        return findings.accept(caller.getName(), connectorId, id);
    }

    @GetMapping("/cases")
    Page<SavedCase> cases(
            Principal caller,
            @PathVariable String connectorId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        String id = connectors.get(caller.getName(), connectorId).id();
        return Page.of(cases.of(caller.getName(), id), Page.checkedLimit(limit), cursor, SavedCase::id);
    }

    @DeleteMapping("/cases/{id}")
    ResponseEntity<Void> remove(Principal caller, @PathVariable String connectorId, @PathVariable String id) {
        cases.remove(
                caller.getName(), connectors.get(caller.getName(), connectorId).id(), id);
        return ResponseEntity.noContent().build();
    }

    /** @param target null: live */
    record SuiteForm(@Nullable Target target, @Nullable String mockSession) {}

    @PostMapping("/suite")
    SavedCases.Suite suite(
            Principal caller,
            @PathVariable String connectorId,
            @RequestBody(required = false) @Nullable SuiteForm form) {
        String id = connectors.get(caller.getName(), connectorId).id();
        Target target = form == null || form.target() == null ? Target.LIVE : form.target();
        return cases.run(caller.getName(), id, target, form == null ? null : form.mockSession());
    }
}
