package dev.ferrule.connection;

/** What stands for a {@code {name}} in addresses of the connector. */
record Variable(String name, String value) {}
