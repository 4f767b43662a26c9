/** A conversation that refines and builds a plan, and answers about what is there. */
@ApplicationModule(
        allowedDependencies = {
            "planning",
            "catalogue",
            "connector",
            "auth",
            "spec",
            "llm",
            "egress",
            "store",
            "http",
            "problem"
        })
@NullMarked
package dev.ferrule.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
