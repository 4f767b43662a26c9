package dev.ferrule.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.ContractReader;
import dev.ferrule.spec.OpenDocument;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** For every operation of the specs that come along, a sample can be made that our own check takes. */
class SampleRequestsTest {

    private final SpecReader reader = new SpecReader();
    private final Requests requests = new Requests(new Schemas());

    @Test
    void everyOperationOfTheSampleSpecsCanBeCalledWithASample() throws IOException {
        List<String> refused = new ArrayList<>();
        int built = 0;
        try (Stream<Path> files = Files.list(Path.of("sample-specs"))) {
            for (Path file :
                    files.filter(one -> !one.toString().endsWith(".md")).toList()) {
                built += build(Files.readAllBytes(file), file.getFileName().toString(), refused);
            }
        }
        assertThat(refused).isEmpty();
        assertThat(built).isGreaterThan(100);
    }

    private int build(byte[] document, String name, List<String> refused) {
        OpenDocument open = new ContractReader(reader).open(document);
        int built = 0;
        for (Operation operation : reader.read(document).operations()) {
            Contract contract = open.contract(operation.pointer());
            SampleRequest sample = Samples.request(contract, 1);
            try {
                requests.build(contract, sample.parameters(), sample.body(), sample.mediaType(), Set.of());
                built++;
            } catch (Problem problem) {
                refused.add(name + " " + operation.method() + " " + operation.path() + ": " + problem.violations());
            }
        }
        return built;
    }
}
