package dev.ferrule.planning;

import dev.ferrule.catalogue.SystemCard;
import java.util.List;

/**
 * A system that a requirement is about.
 *
 * @param why the words of the requirement that say so, or that it was given
 * @param named whether the requirement names it, rather than describing what it does
 * @param lookAlikes others that fit nearly as well
 */
record FoundSystem(SystemCard card, String why, boolean named, List<SystemCard> lookAlikes) {}
