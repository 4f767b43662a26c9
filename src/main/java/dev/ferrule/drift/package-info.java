/** What a newer version of a spec changes, and for whom. */
@ApplicationModule(
        allowedDependencies = {
            "catalogue",
            "ingest",
            "planning",
            "connector",
            "connection",
            "auth",
            "vault",
            "egress",
            "spec",
            "http",
            "problem"
        })
@NullMarked
package dev.ferrule.drift;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
