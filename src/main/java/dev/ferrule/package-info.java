/** Ferrule: from a plain-language requirement to connectors. */
@NullMarked
package dev.ferrule;

import org.jspecify.annotations.NullMarked;
