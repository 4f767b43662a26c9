package dev.ferrule.vault;

/** Whoever stores sealed secrets; after a rotation of the data key they are sealed again by the new one. */
public interface SecretKeeper {

    /** Opens each secret of the organisation and seals it again, also while others use and change them; how many. */
    int sealAgain(String org);
}
