package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.http.Page;
import java.security.Principal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/specs/{id}/auth-methods")
class AuthMethodsController {

    private final Specs specs;
    private final AuthBook authBook;

    AuthMethodsController(Specs specs, AuthBook authBook) {
        this.specs = specs;
        this.authBook = authBook;
    }

    @GetMapping
    Page<AuthMethod> list(@PathVariable String id, Principal caller) {
        return new Page<>(authBook.methods(specs.get(caller.getName(), id), List.of()), null);
    }
}
