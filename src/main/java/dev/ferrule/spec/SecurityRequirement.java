package dev.ferrule.spec;

import java.util.List;
import java.util.Map;

/**
 * Schemes that are needed together (AND), each with its scopes; a list of requirements means any one of them (OR), and
 * one without schemes means that no authentication is fine too.
 */
public record SecurityRequirement(Map<String, List<String>> schemes) {}
