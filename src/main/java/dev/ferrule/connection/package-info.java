/** Connections and their sealed credentials: made once for a connector, used by any number of templates. */
@ApplicationModule(
        allowedDependencies = {
            "connector",
            "catalogue",
            "auth",
            "oauth",
            "vault",
            "egress",
            "spec",
            "store",
            "http",
            "problem"
        })
@NullMarked
package dev.ferrule.connection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
