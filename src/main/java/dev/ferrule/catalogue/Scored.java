package dev.ferrule.catalogue;

/** Something found, with how well it fits: higher is better, comparable within one search only. */
record Scored<T>(T found, float score) {}
