package dev.ferrule.connection;

import dev.ferrule.connection.AuthProbe.Found;
import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/connectors/{connectorId}/auth-probe")
class AuthProbeController {

    private final AuthProbe probe;

    AuthProbeController(AuthProbe probe) {
        this.probe = probe;
    }

    /** @param keep whether the connector's auth methods become what was found */
    record Form(
            @Nullable Map<String, @Nullable String> variables,
            @Nullable Boolean keep) {}

    @PostMapping
    Found ask(Principal caller, @PathVariable String connectorId, @RequestBody(required = false) @Nullable Form form) {
        Form asked = form == null ? new Form(null, null) : form;
        return probe.ask(caller.getName(), connectorId, asked.variables(), Boolean.TRUE.equals(asked.keep()));
    }
}
