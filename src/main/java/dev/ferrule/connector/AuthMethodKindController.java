package dev.ferrule.connector;

import dev.ferrule.http.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which kinds of auth methods there are and what each asks for: enough to make a form for any of them. */
@RestController
@RequestMapping("/api/v1/auth-method-kinds")
class AuthMethodKindController {

    @GetMapping
    Page<AuthMethodKind> list() {
        return new Page<>(AuthMethodKinds.ALL, null);
    }
}
