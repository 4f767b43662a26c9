package dev.ferrule.enduser;

import dev.ferrule.http.ETags;
import dev.ferrule.http.Page;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** End users over HTTP. */
@RestController
@RequestMapping("/api/v1/end-users")
class EndUserController {

    private final EndUsers endUsers;

    EndUserController(EndUsers endUsers) {
        this.endUsers = endUsers;
    }

    /** @param name null: the external id */
    record NewEndUser(@Nullable String externalId, @Nullable String name) {}

    record EndUserPatch(@Nullable String name) {}

    /** 200 and the one that is there for an external id that is known. */
    @PostMapping
    ResponseEntity<EndUser> make(Principal caller, @RequestBody NewEndUser form) {
        EndUsers.Made made = endUsers.make(caller.getName(), form.externalId(), form.name());
        EndUser endUser = made.endUser();
        return made.isNew()
                ? ResponseEntity.created(URI.create("/api/v1/end-users/" + endUser.id()))
                        .eTag("\"" + endUser.etag() + "\"")
                        .body(endUser)
                : ETags.respond(HttpStatus.OK, endUser, endUser.etag());
    }

    @GetMapping
    Page<EndUser> list(
            Principal caller,
            @RequestParam(required = false) @Nullable String externalId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        return Page.of(endUsers.list(caller.getName(), externalId, cursor, size + 1), size, EndUser::id);
    }

    @GetMapping("/{id}")
    ResponseEntity<EndUser> get(Principal caller, @PathVariable String id) {
        EndUser endUser = endUsers.get(caller.getName(), id);
        return ETags.ok(endUser, endUser.etag());
    }

    @PatchMapping("/{id}")
    ResponseEntity<EndUser> change(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody EndUserPatch patch) {
        EndUser endUser = endUsers.rename(caller.getName(), id, ifMatch, patch.name());
        return ETags.ok(endUser, endUser.etag());
    }

    /** Their activations and connections go too, with all credentials. */
    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        endUsers.remove(caller.getName(), id, ifMatch);
        return ResponseEntity.noContent().build();
    }
}
