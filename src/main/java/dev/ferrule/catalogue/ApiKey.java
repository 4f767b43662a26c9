package dev.ferrule.catalogue;

/** An API of an organisation, whatever its versions. */
public record ApiKey(String org, String apiId) {}
