package dev.ferrule.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Which operations may have changed is found out for the largest documents too, and exactly. */
class DocumentPrintTest {

    private static final int OPERATIONS = 22_361;
    private static final int SCHEMAS = 2_000;

    @Test
    void ofTensOfThousandsOfOperationsThoseThatLeadToAChangedSchemaAreNamed() {
        DocumentPrint before = print("string");
        DocumentPrint now = print("integer");

        assertThat(now.mayDiffer(print("integer"))).isEmpty();
        // A ring of ten schemas each: all that enter the ring of the changed one, wherever they do.
        assertThat(now.mayDiffer(before))
                .hasSize(110)
                .contains("GET /things/1990", "GET /things/1999", "GET /things/3995");
    }

    private static DocumentPrint print(String type) {
        StringBuilder document =
                new StringBuilder("{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{");
        for (int i = 0; i < OPERATIONS; i++) {
            document.append(i == 0 ? "" : ",")
                    .append(
                            "\"/things/%d\":{\"get\":{\"responses\":{\"200\":{\"description\":\"ok\",\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/S%d\"}}}}}}}"
                                    .formatted(i, i % SCHEMAS));
        }
        document.append("},\"components\":{\"schemas\":{");
        for (int i = 0; i < SCHEMAS; i++) {
            int next = i % 10 == 9 ? i - 9 : i + 1;
            document.append(i == 0 ? "" : ",")
                    .append(
                            "\"S%d\":{\"properties\":{\"next\":{\"$ref\":\"#/components/schemas/S%d\"},\"a\":{\"type\":\"%s\"}}}"
                                    .formatted(i, next, i == SCHEMAS - 1 ? type : "string"));
        }
        byte[] bytes = document.append("}}}").toString().getBytes(StandardCharsets.UTF_8);
        return new ContractReader(new SpecReader()).open(bytes).print();
    }
}
