/** What can go wrong, each with a stable code, mapped to HTTP once. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.ferrule.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
