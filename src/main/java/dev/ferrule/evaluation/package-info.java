/** Measures how well requirements are planned, on corpora of requirements with known answers. */
@ApplicationModule(allowedDependencies = {"planning", "catalogue", "auth", "spec", "http", "problem"})
@NullMarked
package dev.ferrule.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
