package dev.ferrule.vault;

import com.google.crypto.tink.Aead;

/** What seals the data keys of organisations. */
interface MasterKey {

    Aead aead();

    /** Names the key that seals now, without telling anything of it; another one opens only. */
    String id();

    /** Where it comes from, for a person. */
    String origin();

    /** What to do when it is not the right one. */
    String remedy();

    /** Looks again where it comes from, since another node may have rotated it. */
    default void reread() {}

    /** Makes a new key the one that seals; the one before still opens. Refused where we do not keep the key. */
    void rotate();
}
