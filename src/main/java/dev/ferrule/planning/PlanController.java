package dev.ferrule.planning;

import dev.ferrule.http.ETags;
import dev.ferrule.llm.Progress;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/plans")
class PlanController {

    private final Planning planning;

    PlanController(Planning planning) {
        this.planning = planning;
    }

    record PlanForm(
            @Nullable String requirement,
            @Nullable List<@Nullable String> specIds,
            @Nullable String integrationId,
            Plan.@Nullable Mode mode,
            @Nullable String engine) {}

    record AnswerForm(
            @Nullable String questionId,
            @Nullable String answer,
            @Nullable Boolean ignored) {}

    record SwapForm(
            @Nullable String clause,
            @Nullable String specId,
            @Nullable String method,
            @Nullable String path) {}

    record BuildForm(@Nullable String integrationId) {}

    @PostMapping
    ResponseEntity<Plan> plan(@RequestBody PlanForm form, Principal caller) {
        Plan plan = planning.plan(
                caller.getName(),
                new PlanRequest(
                        form.requirement() == null ? "" : form.requirement(),
                        specIds(form),
                        form.integrationId(),
                        form.mode() == null ? Plan.Mode.BALANCED : form.mode(),
                        form.engine()));
        return ResponseEntity.created(URI.create("/api/v1/plans/" + plan.id()))
                .eTag("\"" + plan.versionNumber() + "\"")
                .body(plan);
    }

    private static List<String> specIds(PlanForm form) {
        List<String> ids = new ArrayList<>();
        if (form.specIds() != null) {
            for (String id : form.specIds()) {
                if (id == null) {
                    throw Problem.invalid("/specIds/" + ids.size(), "A spec's id is a string, not null.");
                }
                ids.add(id);
            }
        }
        return ids;
    }

    @GetMapping("/{id}")
    ResponseEntity<Plan> get(@PathVariable String id, Principal caller) {
        Plan plan = planning.get(caller.getName(), id);
        return ETags.ok(plan, plan.versionNumber());
    }

    @PostMapping("/{id}/answers")
    ResponseEntity<Plan> answer(
            @PathVariable String id,
            @RequestBody List<@Nullable AnswerForm> answers,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Principal caller) {
        List<Planning.Answer> given = answers.stream()
                .map(form -> form == null
                        ? new Planning.Answer("", null, false)
                        : new Planning.Answer(
                                form.questionId() == null ? "" : form.questionId(),
                                form.answer(),
                                Boolean.TRUE.equals(form.ignored())))
                .toList();
        Plan plan = planning.answer(caller.getName(), id, given, ifMatch, Progress.NONE);
        return ETags.ok(plan, plan.versionNumber());
    }

    /** Takes one of a clause's alternatives, in this plan. */
    @PostMapping("/{id}/swap")
    ResponseEntity<Plan> swap(
            @PathVariable String id,
            @RequestBody SwapForm form,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Principal caller) {
        Planning.Swap swap = new Planning.Swap(
                needed("/clause", form.clause()),
                needed("/specId", form.specId()),
                needed("/method", form.method()),
                needed("/path", form.path()));
        Plan plan = planning.swap(caller.getName(), id, swap, ifMatch);
        return ETags.ok(plan, plan.versionNumber());
    }

    private static String needed(String pointer, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Problem.invalid(
                    pointer, "Say which alternative: clause, specId, method and path, as in the coverage.");
        }
        return value;
    }

    @PostMapping("/{id}/build")
    Planning.Built build(
            @PathVariable String id, @RequestBody(required = false) @Nullable BuildForm form, Principal caller) {
        return planning.build(caller.getName(), id, form == null ? null : form.integrationId());
    }
}
