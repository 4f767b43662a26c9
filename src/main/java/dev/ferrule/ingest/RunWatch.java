package dev.ferrule.ingest;

/** Is told when the run of a source fails as a whole. Implemented by whoever tells others of it. */
public interface RunWatch {

    /** Perhaps more than once for one run: whoever finds the last piece done says so, and then ends the run. */
    void failed(FailedRun run);
}
