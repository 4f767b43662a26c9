package dev.ferrule.planning;

import java.util.List;

/** What there is to select from. */
record Findings(Restatement restatement, SystemFinder.Found systems, Wishes wishes, Pool pool) {

    List<String> specIds() {
        return systems.systems().stream().map(system -> system.card().specId()).toList();
    }
}
