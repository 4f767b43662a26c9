package dev.ferrule.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document of the size of the largest known, in a JVM of its own with little memory. */
class LargeDocumentTest {

    private static final int OPERATIONS = 20_000;

    @TempDir
    Path folder;

    @Test
    void twentyThousandOperationsAreReadInASmallHeap() throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LargeDocumentTest.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor()).as(() -> "see " + output).isZero();
        assertThat(output).content().contains(OPERATIONS + " operations");
    }

    public static void main(String[] args) {
        byte[] document = document();
        long[] count = {0};
        new SpecReader().read(document, operation -> count[0]++);
        System.out.println(document.length / 1_000_000 + " MB, " + count[0] + " operations");
    }

    private static byte[] document() {
        StringBuilder text =
                new StringBuilder("{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"L\",\"version\":\"1\"},\"paths\":{");
        for (int i = 0; i < OPERATIONS; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("\"/things")
                    .append(i)
                    .append("/{id}\":{\"get\":{\"summary\":\"")
                    .append("All about thing %d. ".formatted(i).repeat(10))
                    .append("\",\"parameters\":[{\"$ref\":\"#/components/parameters/id\"}],\"responses\":{\"200\":{")
                    .append(
                            "\"description\":\"ok\",\"content\":{\"application/json\":{\"schema\":{\"type\":\"array\",\"items\":")
                    .append("{\"$ref\":\"#/components/schemas/T")
                    .append(i % 2_000)
                    .append("\"}}}}}}}}");
        }
        text.append(
                        "},\"components\":{\"parameters\":{\"id\":{\"name\":\"id\",\"in\":\"path\",\"schema\":{\"type\":\"string\"}}},")
                .append("\"schemas\":{\"T\":{}");
        for (int i = 0; i < 2_000; i++) {
            text.append(",\"T").append(i).append("\":{\"type\":\"object\",\"properties\":{");
            for (int p = 0; p < 20; p++) {
                text.append(p == 0 ? "" : ",")
                        .append("\"p")
                        .append(p)
                        .append("\":{\"$ref\":\"#/components/schemas/T")
                        .append((i * 7 + p) % 2_000)
                        .append("\"}");
            }
            text.append("}}");
        }
        return text.append("}}}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
