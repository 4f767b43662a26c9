package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.spec.Operation;
import dev.ferrule.spec.SecurityRequirement;
import dev.ferrule.spec.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationJsonTest {

    @Test
    void whatIsWrittenFieldByFieldIsWhatJacksonWouldWrite() throws IOException {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put(
                "a.b $c",
                Map.of(
                        "enum",
                        List.of(1, 2.5, "x", true),
                        "ü \"quoted\"\n",
                        List.of(),
                        "\u0001\\/€ 𝄞",
                        new BigInteger("12345678901234567890")));
        schema.put("default", null);
        schema.put("example", Arrays.asList(null, Long.MAX_VALUE, false));
        Operation full = new Operation(
                "id",
                "GET",
                "/a/{b}",
                "summary",
                null,
                List.of("t1", "t2"),
                List.of(new Operation.Parameter("p", "query", true, "d", schema)),
                new Operation.Body(true, null, List.of(new Operation.Content("application/json", schema))),
                List.of(new Operation.Response("200", "ok", List.of(new Operation.Content("text/plain", Map.of())))),
                List.of(new SecurityRequirement(Map.of("oauth.x", List.of("https://scope/a")))),
                List.of(new Server(
                        "https://{h}/", "d", List.of(new Server.Variable("h", "x", List.of("x", "y"), null)))),
                true,
                "#/paths/~1a~1{b}/get");
        OperationJson written = new OperationJson();

        written.write(full);

        byte[] bytes = bytesOf(written);
        assertThat(CatalogueJson.MAPPER.readTree(bytes)).isEqualTo(CatalogueJson.MAPPER.valueToTree(full));
        assertThat(OperationJson.read(bytes, 0, bytes.length)).isEqualTo(full);
    }

    @Test
    void aSchemaThatManyOperationsShareIsThereInEach() throws IOException {
        Map<String, Object> shared = Map.of("properties", Map.of("a", Map.of("type", "string")), "type", "object");
        List<Operation.Content> contents =
                List.of(new Operation.Content("a/b", shared), new Operation.Content("c/d", shared));
        OperationJson page = new OperationJson();
        List<Integer> ends = new ArrayList<>(List.of(0));
        List<Operation> operations = new ArrayList<>();
        for (String id : List.of("one", "two", "three")) {
            Operation.Response response = new Operation.Response("200", null, contents);
            Operation operation = new Operation(
                    id,
                    "GET",
                    "/",
                    null,
                    null,
                    List.of(),
                    List.of(),
                    null,
                    List.of(response),
                    List.of(),
                    List.of(),
                    false,
                    "#");
            operations.add(operation);
            page.write(operation);
            ends.add(page.size());
        }
        byte[] bytes = bytesOf(page);

        for (int i = 0; i < operations.size(); i++) {
            assertThat(OperationJson.read(bytes, ends.get(i), ends.get(i + 1) - ends.get(i)))
                    .isEqualTo(operations.get(i));
        }
    }

    private static byte[] bytesOf(OperationJson operations) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        operations.writeTo(bytes);
        return bytes.toByteArray();
    }
}
