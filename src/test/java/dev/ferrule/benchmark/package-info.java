/** Measurements, run by hand: {@code mvn test -Dtest=DirectoryBenchmark}. Not part of the tests. */
package dev.ferrule.benchmark;
