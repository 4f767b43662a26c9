package dev.ferrule.catalogue;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Adds one spec after another, by two threads, and prints the id of each that was acknowledged; ends only by force. */
final class AddingUntilKilled {

    static final String KEPT = "kept ";
    static final String EMBEDDED = "embedded ";

    private AddingUntilKilled() {}

    public static void main(String[] args) {
        CatalogueProcess process = new CatalogueProcess(Path.of(args[0]));
        Specs specs = process.specs();
        Spec first = specs.add("default", document(0)).spec();
        process.upkeep().embedAll(left -> {});
        System.out.println(EMBEDDED + first.id());
        AtomicInteger number = new AtomicInteger();
        Runnable adding = () -> {
            while (true) {
                Spec spec =
                        specs.add("default", document(number.incrementAndGet())).spec();
                System.out.println(KEPT + spec.id());
            }
        };
        new Thread(adding).start();
        adding.run();
    }

    static byte[] document(int number) {
        return SpecTexts.described(
                "Service " + (char) ('a' + number % 26) + (char) ('a' + number / 26 % 26),
                "1." + number,
                "https://killed.example.io",
                1 + number % 150);
    }
}
