package dev.ferrule.catalogue;

import java.util.List;

/** Knows who depends on a spec; a spec that is used is not deleted. Implemented by whoever keeps references to specs. */
public interface SpecUse {

    /** Names of what uses the spec, such as connectors, for the person who wanted to delete it; empty when nothing does. */
    List<String> usersOf(String org, String specId);
}
