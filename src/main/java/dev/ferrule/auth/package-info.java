/** Authentication methods: their types, how one is detected, which least scopes it needs, how a request is signed. */
@ApplicationModule(allowedDependencies = {"spec", "egress", "problem"})
@NullMarked
package dev.ferrule.auth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
