package dev.ferrule.connection;

import dev.ferrule.connection.MethodChanges.EndUsers;
import dev.ferrule.connection.Upgrades.Touched;
import dev.ferrule.http.ETags;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What edits of auth methods mean for connections, and bringing those along. */
@RestController
@RequestMapping("/api/v1")
class UpgradeController {

    private final Upgrades upgrades;
    private final OwnedUpgrades endUsers;

    UpgradeController(Upgrades upgrades, OwnedUpgrades endUsers) {
        this.upgrades = upgrades;
        this.endUsers = endUsers;
    }

    /**
     * All connections of the method; not in pages, since it is asked before a decision about all of them.
     *
     * @param endUsers how many end users are connected by it, by embedded template
     */
    record TouchedConnections(List<Touched> items, List<EndUsers> endUsers) {}

    @GetMapping("/connectors/{connectorId}/auth-methods/{authMethodId}/connections")
    TouchedConnections touched(Principal caller, @PathVariable String connectorId, @PathVariable String authMethodId) {
        String org = caller.getName();
        return new TouchedConnections(
                upgrades.touched(org, connectorId, authMethodId), endUsers.touched(org, connectorId, authMethodId));
    }

    @PostMapping("/connectors/{connectorId}/auth-methods/{authMethodId}/connections/upgrade")
    TouchedConnections upgradeAll(
            Principal caller, @PathVariable String connectorId, @PathVariable String authMethodId) {
        String org = caller.getName();
        List<Touched> own = upgrades.all(org, connectorId, authMethodId);
        endUsers.followAll(org, connectorId, authMethodId);
        return new TouchedConnections(own, endUsers.touched(org, connectorId, authMethodId));
    }

    @PostMapping("/connections/{id}/upgrade")
    ResponseEntity<Connection> upgrade(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        StoredConnection connection = upgrades.upgrade(caller.getName(), id, ifMatch);
        return ETags.ok(connection.shown(), connection.version());
    }

    @PostMapping("/connections/{id}/downgrade")
    ResponseEntity<Connection> downgrade(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        StoredConnection connection = upgrades.downgrade(caller.getName(), id, ifMatch);
        return ETags.ok(connection.shown(), connection.version());
    }
}
