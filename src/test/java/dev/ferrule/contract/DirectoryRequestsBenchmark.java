package dev.ferrule.contract;

import dev.ferrule.mock.AtTheMock;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.ContractReader;
import dev.ferrule.spec.OpenDocument;
import dev.ferrule.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Samples and requests for every operation of 200 specs of the public directory, held against our own check; prints how many
 * are taken and why the others are not.
 *
 * <pre>
 * mvn test -Dtest=DirectoryRequestsBenchmark -Dbenchmark.directory=FOLDER
 * </pre>
 */
class DirectoryRequestsBenchmark {

    private static final int SPECS = 200;
    private static final long LARGEST = 3_000_000;

    private final SpecReader reader = new SpecReader();
    private final Requests requests = new Requests(new Schemas());
    private final Map<String, Integer> reasons = new TreeMap<>();
    private int built;
    private int served;
    private int doubted;
    private int refused;
    private int accepted;
    private int disputed;

    @Test
    void twoHundredSpecs() throws IOException {
        String folder = System.getProperty("benchmark.directory");
        Assumptions.assumeTrue(folder != null, "-Dbenchmark.directory=FOLDER names the folder with the specs");
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            files = new ArrayList<>(all.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> file.toFile().length() < LARGEST)
                    .sorted()
                    .toList());
        }
        int step = Math.max(1, files.size() / SPECS);
        int specs = 0;
        for (int i = 0; i < files.size() && specs < SPECS; i += step) {
            try {
                check(Files.readAllBytes(files.get(i)), files.get(i).toString());
                specs++;
            } catch (Problem notASpec) {
                reasons.merge("not read: " + notASpec.code(), 1, Integer::sum);
            }
        }
        System.out.printf(
                "%d specs: %d requests built, %d refused where the sample has doubts, %d refused without%n",
                specs, built, doubted, refused);
        System.out.printf("mock: %d served, %d refused%n", served, built - served);
        System.out.printf(
                "independent: %d accepted, %d refused, %d not checkable%n",
                accepted, disputed, built - accepted - disputed);
        reasons.forEach((reason, count) -> System.out.printf("%6d  %s%n", count, reason));
    }

    private void check(byte[] document, String name) {
        OpenDocument open = new ContractReader(reader).open(document);
        IndependentCheck other = other(document);
        List<Contract> contracts = reader.read(document).operations().stream()
                .map(operation -> open.contract(operation.pointer()))
                .toList();
        AtTheMock mock = new AtTheMock(contracts);
        for (Contract contract : contracts) {
            SampleRequest sample = Samples.request(contract, 1);
            try {
                Request request =
                        requests.build(contract, sample.parameters(), sample.body(), sample.mediaType(), Set.of());
                built++;
                tell(mock.says(request), name + " " + contract.pointer());
                if (other != null) {
                    ask(other, request, name + " " + contract.pointer());
                }
            } catch (Problem problem) {
                if (sample.doubts().isEmpty()) {
                    refused++;
                    String first = problem.violations().get(0).message();
                    String reason = first.length() > 70 ? first.substring(0, 70) : first;
                    if (reasons.merge(reason, 1, Integer::sum) == 1) {
                        System.out.println(name + " " + contract.pointer() + " "
                                + problem.violations().get(0));
                    }
                } else {
                    doubted++;
                }
            }
        }
    }

    private void tell(String said, String name) {
        if (said.startsWith("2") || said.startsWith("3")) {
            served++;
        } else if (reasons.merge("mock: " + said.substring(0, 3), 1, Integer::sum) <= 5) {
            System.out.println(name + " the mock: " + said);
        }
    }

    /** Null where the other cannot read the document. */
    private IndependentCheck other(byte[] document) {
        try {
            if (IndependentCheck.knows(document)) {
                return IndependentCheck.of(document);
            }
            reasons.merge("other: does not know the version", 1, Integer::sum);
        } catch (RuntimeException cannotRead) {
            reasons.merge("other: cannot read the document", 1, Integer::sum);
        }
        return null;
    }

    private void ask(IndependentCheck other, Request request, String name) {
        try {
            List<String> faults = other.faults(request);
            if (faults.isEmpty()) {
                accepted++;
                return;
            }
            disputed++;
            // The directory tells apart operations of one path by what follows a '#', which is no path to the other.
            boolean fragment = name.lastIndexOf('#') > name.indexOf('#');
            String reason =
                    "other: " + (fragment ? "path with a '#'" : faults.get(0).split(":", 2)[0]);
            if (reasons.merge(reason, 1, Integer::sum) <= 3) {
                System.out.println(name + " " + request.pathAndQuery() + " " + faults);
            }
        } catch (RuntimeException | StackOverflowError cannotCheck) {
            String how = Pointers.shortened(String.valueOf(cannotCheck.getMessage()), 60);
            reasons.merge("other: fails by " + cannotCheck.getClass().getSimpleName() + " " + how, 1, Integer::sum);
        }
    }
}
