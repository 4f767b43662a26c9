/** Calls one endpoint through a connection or against the mock, and reports it, redacted. */
@ApplicationModule(
        allowedDependencies = {
            "connection",
            "connector",
            "contract",
            "enduser",
            "mock",
            "catalogue",
            "auth",
            "vault",
            "egress",
            "spec",
            "http",
            "problem"
        })
@NullMarked
package dev.ferrule.tester;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
