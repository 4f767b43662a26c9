/** Loads many specs, by jobs that outlive a process, and reports each outcome; goes for them again on a schedule. */
@ApplicationModule(allowedDependencies = {"catalogue", "spec", "egress", "store", "http", "problem"})
@NullMarked
package dev.ferrule.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
