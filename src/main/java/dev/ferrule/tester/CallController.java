package dev.ferrule.tester;

import dev.ferrule.http.ETags;
import dev.ferrule.problem.Problem;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Calls for programs, and how often they are made. */
@RestController
@RequestMapping("/api/v1")
class CallController {

    private final Tester tester;
    private final Policies policies;

    CallController(Tester tester, Policies policies) {
        this.tester = tester;
        this.policies = policies;
    }

    record CallForm(
            @Nullable String endpointId,
            @Nullable Map<String, @Nullable Object> parameters,
            @Nullable Object body,
            @Nullable String contentType,
            @Nullable String confirm,
            @Nullable Integer pages) {

        TestForm test() {
            return new TestForm(parameters, body, contentType, null, null, null, null, confirm, null, pages);
        }

        @Override
        public String toString() {
            return "a call";
        }
    }

    @PostMapping("/connections/{id}/call")
    TestReport call(Principal caller, @PathVariable String id, @RequestBody CallForm form) {
        String endpoint = form.endpointId();
        if (endpoint == null || endpoint.isBlank()) {
            throw Problem.invalid("/endpointId", "The id of one of the connector's endpoints is needed.");
        }
        return tester.call(caller.getName(), id, endpoint, form.test());
    }

    @GetMapping("/connectors/{id}/call-policy")
    ResponseEntity<CallPolicy> policy(Principal caller, @PathVariable String id) {
        CallPolicy policy = policies.get(caller.getName(), id);
        return ETags.ok(policy, policy.etag());
    }

    /** What is missing is as usual. */
    record PolicyForm(
            @Nullable Integer attempts,
            @Nullable List<Integer> statuses,
            @Nullable Integer backoffMs,
            @Nullable Integer longestWaitMs,
            @Nullable Integer concurrent) {

        CallPolicy policy(String org, String connectorId) {
            CallPolicy usual = CallPolicy.usual(org, connectorId);
            return new CallPolicy(
                    connectorId,
                    org,
                    attempts == null ? usual.attempts() : attempts,
                    statuses == null ? usual.statuses() : statuses,
                    backoffMs == null ? usual.backoffMs() : backoffMs,
                    longestWaitMs == null ? usual.longestWaitMs() : longestWaitMs,
                    concurrent == null ? usual.concurrent() : concurrent,
                    null);
        }
    }

    @PutMapping("/connectors/{id}/call-policy")
    ResponseEntity<CallPolicy> change(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody PolicyForm form) {
        CallPolicy changed = policies.put(caller.getName(), id, ifMatch, form.policy(caller.getName(), id));
        return ETags.ok(changed, changed.etag());
    }
}
