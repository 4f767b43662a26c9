/** End users of an organisation's product, and the connections that are theirs. */
@ApplicationModule(allowedDependencies = {"connector", "connection", "auth", "vault", "http", "problem"})
@NullMarked
package dev.ferrule.enduser;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
