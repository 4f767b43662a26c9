/** Keeps specs and their operations and finds the few that fit a request. */
@ApplicationModule(allowedDependencies = {"spec", "embedding", "llm", "store", "egress", "http", "problem"})
@NullMarked
package dev.ferrule.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
