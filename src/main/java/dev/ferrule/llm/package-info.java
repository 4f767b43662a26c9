/** One seam to a language model; loads {@code prompts/}. */
@ApplicationModule(allowedDependencies = "problem")
@NullMarked
package dev.ferrule.llm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
