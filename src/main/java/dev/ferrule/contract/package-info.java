/** Holds requests and answers against what a spec says of an operation. */
@ApplicationModule(allowedDependencies = {"spec", "problem"})
@NullMarked
package dev.ferrule.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
