/**
 * The messages of OAuth 2.0 and OpenID Connect, to and from authorization servers (RFC 6749, 7009, 7523, 7636, 8414, 8628,
 * 9207). It keeps nothing and knows no connections.
 */
@ApplicationModule(allowedDependencies = {"egress", "problem"})
@NullMarked
package dev.ferrule.oauth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
