/** Central connectors, their revisions, the templates linked to integrations. */
@ApplicationModule(allowedDependencies = {"spec", "auth", "http", "problem"})
@NullMarked
package dev.ferrule.connector;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
