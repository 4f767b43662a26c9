package dev.ferrule.vault;

import dev.ferrule.problem.Problem;
import dev.ferrule.vault.Keys.Rotation;
import dev.ferrule.vault.Keys.State;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which keys are in use, and their rotation while the service runs. No key ever leaves. */
@RestController
@RequestMapping("/api/v1/keys")
class KeyController {

    private final Keys keys;

    KeyController(Keys keys) {
        this.keys = keys;
    }

    /** @param key {@code data} or {@code master} */
    record RotationForm(Keys.@Nullable Key key) {}

    @GetMapping
    State state(Principal caller) {
        return keys.state(caller.getName());
    }

    @PostMapping("/rotations")
    Rotation rotate(Principal caller, @RequestBody RotationForm form) {
        if (form.key() == null) {
            throw Problem.invalid("/key", "Which key: one of data, master.");
        }
        return keys.rotate(caller.getName(), form.key());
    }
}
