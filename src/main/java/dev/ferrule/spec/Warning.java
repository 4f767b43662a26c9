package dev.ferrule.spec;

/** Something in a spec that was repaired or left out; {@code pointer} says where ("" when it is the whole document). */
public record Warning(String code, String message, String pointer) {}
