/** Turns texts into vectors: by a model in this process, or by an endpoint elsewhere. */
@ApplicationModule(allowedDependencies = {"store", "problem"})
@NullMarked
package dev.ferrule.embedding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
