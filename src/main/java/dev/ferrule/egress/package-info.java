/** Goes out to addresses that callers name, and nowhere that they must not reach through us. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package dev.ferrule.egress;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
