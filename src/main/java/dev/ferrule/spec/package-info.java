/** Reads an API description into operations; the only package that sees swagger-parser. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package dev.ferrule.spec;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
