package dev.ferrule.connection;

import org.bson.types.Binary;

/** A credential as it is stored: its name, and the vault's bytes. */
record SealedValue(String name, Binary value) {}
