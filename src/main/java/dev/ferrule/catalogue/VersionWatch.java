package dev.ferrule.catalogue;

/** Is told when an API has another newest version. Implemented by whoever tells others of it; must return at once. */
public interface VersionWatch {

    /** Perhaps more than once for one version, and perhaps not at all when the process is killed: see {@link Versions#replaced}. */
    void newest(ApiKey api);
}
