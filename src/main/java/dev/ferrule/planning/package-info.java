/** Turns a requirement and candidate operations into a checked plan, by rules or by a language model. */
@ApplicationModule(allowedDependencies = {"catalogue", "connector", "auth", "spec", "llm", "http", "problem"})
@NullMarked
package dev.ferrule.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
