/**
 * Stands in for a connector's system, in this process and without a socket: it answers by the spec, keeps what was made for
 * the length of a session, and misbehaves when told to.
 */
@ApplicationModule(allowedDependencies = {"contract", "spec", "auth", "egress", "http", "problem"})
@NullMarked
package dev.ferrule.mock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
