package dev.ferrule.tester;

import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tests of a template's endpoints. */
@RestController
@RequestMapping("/api/v1/integrations/{integrationId}/templates/{templateId}")
class TestController {

    private final Tester tester;
    private final TestHistory history;
    private final Inputs inputs;
    private final Subjects subjects;
    private final Forms forms;
    private final SavedCases cases;

    TestController(
            Tester tester, TestHistory history, Inputs inputs, Subjects subjects, Forms forms, SavedCases cases) {
        this.tester = tester;
        this.history = history;
        this.inputs = inputs;
        this.subjects = subjects;
        this.forms = forms;
        this.cases = cases;
    }

    @PostMapping("/endpoints/{endpointId}/test")
    TestReport test(
            Principal caller,
            @PathVariable String integrationId,
            @PathVariable String templateId,
            @PathVariable String endpointId,
            @RequestBody(required = false) @Nullable TestForm form) {
        return tester.test(
                caller.getName(), integrationId, templateId, endpointId, form == null ? TestForm.EMPTY : form);
    }

    /** What {@code test} would send for the same form, without credentials; refused as it would be. Nothing leaves. */
    @PostMapping("/endpoints/{endpointId}/preview")
    TestReport.Sent preview(
            Principal caller,
            @PathVariable String integrationId,
            @PathVariable String templateId,
            @PathVariable String endpointId,
            @RequestBody(required = false) @Nullable TestForm form) {
        return tester.preview(
                caller.getName(), integrationId, templateId, endpointId, form == null ? TestForm.EMPTY : form);
    }

    @GetMapping("/endpoints/{endpointId}/form")
    EndpointInputs form(
            Principal caller,
            @PathVariable String integrationId,
            @PathVariable String templateId,
            @PathVariable String endpointId) {
        return forms.of(caller.getName(), integrationId, templateId, endpointId);
    }

    /** A test in short. */
    record Summary(
            String id,
            Instant at,
            String endpointId,
            Target target,
            String method,
            String url,
            @Nullable Integer status,
            double durationMs,
            @Nullable Boolean contractOk,
            boolean replayable) {

        static Summary of(TestReport run) {
            return new Summary(
                    run.id(),
                    run.at(),
                    run.endpointId(),
                    run.target(),
                    run.request().method(),
                    run.request().url(),
                    run.response() == null ? null : run.response().status(),
                    run.durationMs(),
                    run.contract() == null ? null : run.contract().ok(),
                    run.input() != null);
        }
    }

    /** Oldest first, as all lists; the last {@value TestHistory#MOST} are kept. */
    @GetMapping("/tests")
    Page<Summary> list(
            Principal caller,
            @PathVariable String integrationId,
            @PathVariable String templateId,
            @RequestParam(required = false) @Nullable String endpointId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        subjects.checkTemplate(caller.getName(), integrationId, templateId);
        List<Summary> all = history.of(caller.getName(), templateId).stream()
                .filter(run -> endpointId == null || endpointId.equals(run.endpointId()))
                .map(Summary::of)
                .toList();
        return Page.of(all, Page.checkedLimit(limit), cursor, Summary::id);
    }

    @GetMapping("/tests/{id}")
    TestReport get(
            Principal caller,
            @PathVariable String integrationId,
            @PathVariable String templateId,
            @PathVariable String id) {
        subjects.checkTemplate(caller.getName(), integrationId, templateId);
        return history.get(caller.getName(), templateId, id);
    }

    /** @param target elsewhere than before; null: the same */
    record Again(
            @Nullable Target target,
            @Nullable String mockSession,
            @Nullable String confirm) {}

    @PostMapping("/tests/{id}/replay")
    TestReport replay(
            Principal caller,
            @PathVariable String integrationId,
            @PathVariable String templateId,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Again again) {
        TestReport run = get(caller, integrationId, templateId, id);
        TestForm form = inputs.read(input(run));
        return tester.test(
                caller.getName(),
                integrationId,
                templateId,
                run.endpointId(),
                again == null
                        ? form
                        : form.again(
                                again.target(),
                                again.mockSession() == null ? form.mockSession() : again.mockSession(),
                                again.confirm()));
    }

    private static String input(TestReport run) {
        if (run.input() == null) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "not-replayable",
                    "What this test was given held a secret or was very long, and was not kept: test it anew.");
        }
        return run.input();
    }

    /** @param expect null: the status that came, and the contract kept if it was */
    record Pin(@Nullable String name, @Nullable PinExpectation expect) {}

    record PinExpectation(
            @Nullable Integer status,
            @Nullable Boolean contractOk,
            @Nullable List<PinValue> equals) {}

    record PinValue(String pointer, JsonNode value) {}

    @PostMapping("/tests/{id}/pin")
    ResponseEntity<SavedCase> pin(
            Principal caller,
            @PathVariable String integrationId,
            @PathVariable String templateId,
            @PathVariable String id,
            @RequestBody Pin pin) {
        TestReport run = get(caller, integrationId, templateId, id);
        String name = pin.name() == null ? "" : pin.name().strip();
        if (name.isEmpty() || name.length() > 200) {
            throw Problem.invalid("/name", "A name is needed: 1 to 200 characters.");
        }
        SavedCase made = new SavedCase(
                new ObjectId().toHexString(),
                name,
                integrationId,
                templateId,
                run.endpointId(),
                input(run),
                expected(run, pin.expect()));
        String connector = subjects.connectorOf(caller.getName(), integrationId, templateId);
        return ResponseEntity.status(201).body(cases.add(caller.getName(), connector, made));
    }

    private static SavedCase.Expected expected(TestReport run, @Nullable PinExpectation wanted) {
        Integer came = run.response() == null ? null : run.response().status();
        boolean kept = run.contract() != null && run.contract().ok();
        if (wanted == null) {
            return new SavedCase.Expected(came, kept, List.of());
        }
        List<PinValue> values = wanted.equals() == null ? List.of() : wanted.equals();
        if (values.size() > 50
                || values.stream().anyMatch(value -> !value.pointer().matches("(/.*)?"))) {
            throw Problem.invalid(
                    "/expect/equals", "There may be 50 values, each with a JSON Pointer such as /items/0/id.");
        }
        return new SavedCase.Expected(
                wanted.status() == null ? came : wanted.status(),
                wanted.contractOk() == null ? kept : wanted.contractOk(),
                values.stream()
                        .map(value -> new SavedCase.Value(
                                value.pointer(), value.value().toString()))
                        .toList());
    }
}
