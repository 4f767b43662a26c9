/**
 * Seals secrets: a data key for each organisation, itself sealed by the master key.
 *
 * <p>A sealed secret opens only for the organisation, owner and field that it was sealed for, so that one copied into
 * another record is worth nothing. Keys are Google Tink's (AES-256-GCM); the layout is in {@code docs/decisions/vault.md}.
 */
@ApplicationModule(allowedDependencies = {"store", "problem"})
@NullMarked
package dev.ferrule.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
