/** What every HTTP endpoint shares: lists with cursors, ETags, repeatable POSTs, who is calling, and the page's files. */
@ApplicationModule(allowedDependencies = {"store", "problem"})
@NullMarked
package dev.ferrule.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
