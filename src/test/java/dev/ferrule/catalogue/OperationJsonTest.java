package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.spec.Operation;
import dev.ferrule.spec.SecurityRequirement;
import dev.ferrule.spec.Server;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationJsonTest {

    @Test
    void whatIsWrittenByHandIsWhatJacksonWouldWrite() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("a.b $c", Map.of("enum", List.of(1, 2.5, "x", true), "ü \"quoted\"\n", List.of()));
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
        ByteArrayOutputStream written = new ByteArrayOutputStream();

        OperationJson.write(full, written);

        byte[] bytes = written.toByteArray();
        assertThat(CatalogueJson.MAPPER.readTree(bytes)).isEqualTo(CatalogueJson.MAPPER.valueToTree(full));
        assertThat(OperationJson.read(bytes, 0, bytes.length)).isEqualTo(full);
    }
}
