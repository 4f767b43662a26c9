/** Says what is missing in a spec, and what would make its operations easier to find and to call. */
@ApplicationModule(allowedDependencies = {"catalogue", "contract", "spec", "http", "problem"})
@NullMarked
package dev.ferrule.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
