/** The page in a real browser, against the real service. Skipped where there is no browser, and says so. */
@NullMarked
package dev.ferrule.page;

import org.jspecify.annotations.NullMarked;
