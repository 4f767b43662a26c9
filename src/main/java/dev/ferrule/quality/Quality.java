package dev.ferrule.quality;

import java.util.List;

/**
 * What was found in one spec, by its text only: no server is asked, no example is tried.
 *
 * @param score 100 less the weight of each kind of finding, in proportion to the share of operations that it concerns
 */
record Quality(String specId, String title, int score, int operations, List<Finding> findings) {

    /**
     * @param lost how many of the 100 points it costs
     * @param pointers the first places, at most ten
     */
    record Finding(Fault code, String message, int count, double lost, List<String> pointers, String remedy) {}
}
