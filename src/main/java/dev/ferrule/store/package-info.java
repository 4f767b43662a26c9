/** Opens the database: a MongoDB server, or the embedded one in the data folder. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package dev.ferrule.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
