/** Loads many specs and reports the outcome of each. */
@ApplicationModule(allowedDependencies = {"catalogue", "egress", "problem"})
@NullMarked
package dev.ferrule.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
