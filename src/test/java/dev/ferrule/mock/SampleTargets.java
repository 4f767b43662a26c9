package dev.ferrule.mock;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.egress.Call;
import dev.ferrule.mock.Target.Offered;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.ContractReader;
import dev.ferrule.spec.OpenDocument;
import dev.ferrule.spec.SpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The systems of the sample specs, and calls of them. */
final class SampleTargets {

    static final String HOST = "https://mock.example";

    private SampleTargets() {}

    static List<Path> all() {
        try (Stream<Path> files = Files.list(Path.of("sample-specs"))) {
            return files.filter(file -> !file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Contract> contracts(Path file) {
        try {
            return contracts(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Contract> contracts(byte[] document) {
        OpenDocument open = new ContractReader(new SpecReader()).open(document);
        List<Contract> all = new ArrayList<>();
        new SpecReader()
                .read(document)
                .operations()
                .forEach(operation -> all.add(open.contract(operation.method(), operation.path())));
        return all;
    }

    static Target target(List<Contract> contracts, AuthMethod... auth) {
        return new Target(HOST + "/v1", contracts.stream().map(Offered::of).toList(), List.of(auth));
    }

    /** A document with these paths, in JSON with single quotes. */
    static Target of(String paths) {
        String document = "{'openapi':'3.1.0','info':{'title':'T','version':'1'},'paths':" + paths + "}";
        return target(contracts(document.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    static AuthMethod auth(String type, String in, String name) {
        return new AuthMethod(
                type, type, in, name, null, null, null, null, null, List.of(), List.of(), true, 1, List.of(), List.of(),
                null);
    }

    static Call call(String method, String pathAndQuery, String... headers) {
        List<Call.Header> all = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(new Call.Header(headers[i], headers[i + 1]));
        }
        return new Call(method, URI.create(HOST + "/v1" + pathAndQuery), all, new byte[0]);
    }

    static Call json(String method, String pathAndQuery, String body) {
        return new Call(
                method,
                URI.create(HOST + "/v1" + pathAndQuery),
                List.of(new Call.Header("Content-Type", "application/json")),
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
