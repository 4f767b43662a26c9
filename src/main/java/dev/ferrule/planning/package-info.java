/** Turns a requirement and candidate operations into a checked plan, by rules. */
@ApplicationModule(allowedDependencies = {"catalogue", "connector", "auth", "spec", "http", "problem"})
@NullMarked
package dev.ferrule.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
