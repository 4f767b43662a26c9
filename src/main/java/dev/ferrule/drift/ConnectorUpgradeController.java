package dev.ferrule.drift;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Upgrades of connectors and the way back, over HTTP. {@code If-Match} is the connector's. */
@RestController
@RequestMapping("/api/v1/connectors/{id}/upgrade")
class ConnectorUpgradeController {

    private final Upgrading upgrading;

    ConnectorUpgradeController(Upgrading upgrading) {
        this.upgrading = upgrading;
    }

    @PostMapping
    UpgradeResult upgrade(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable UpgradeForm form) {
        return upgrading.upgrade(caller.getName(), id, ifMatch, form == null ? UpgradeForm.NEWEST : form);
    }

    @PostMapping("/undo")
    UpgradeResult undo(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return upgrading.undo(caller.getName(), id, ifMatch);
    }
}
