package dev.ferrule.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a program of its own in the data folder, so that its CPU time and memory are its own. */
record Step(Path data, boolean embedding) {

    /** The lines {@code name=number} that the program prints. */
    Map<String, Double> run(String program, Path input, String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Dferrule.data-dir=" + data,
                "-Dferrule.samples=false",
                "-Dferrule.embedding.enabled=" + embedding,
                "-cp",
                System.getProperty("java.class.path"),
                program,
                input.toString()));
        command.addAll(1, List.of(flags));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Double> figures = new LinkedHashMap<>();
        try (InputStream out = process.getInputStream()) {
            for (String line : new String(out.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                int equals = line.indexOf('=');
                if (line.matches("[A-Za-z0-9]+=[-0-9.E]+")) {
                    figures.put(line.substring(0, equals), Double.valueOf(line.substring(equals + 1)));
                }
            }
        }
        assertThat(process.waitFor()).isZero();
        return figures;
    }
}
