package dev.ferrule.planning;

/** Takes a requirement apart: lines to look for, each with the systems to look in, and what is ruled out. */
interface Restater {

    Restated restate(Work work);

    /** What a requirement was taken apart into. */
    record Restated(Restatement restatement, SystemFinder.Found systems, Wishes wishes) {}
}
