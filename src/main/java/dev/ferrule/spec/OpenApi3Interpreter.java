package dev.ferrule.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.parser.util.OpenAPIDeserializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** swagger-parser's reader of OpenAPI 3, below the level where it resolves anything. */
final class OpenApi3Interpreter implements Interpreter {

    private final OpenAPIDeserializer deserializer = new OpenAPIDeserializer();
    private final boolean from31;

    OpenApi3Interpreter(Dialect dialect) {
        this.from31 = dialect != Dialect.OPENAPI_3_0;
    }

    @Override
    public OpenAPI root(ObjectNode root) {
        root.put("openapi", from31 ? "3.1.0" : "3.0.3");
        OpenAPI read = deserializer.parseRoot(root, result(), null);
        return read == null ? new OpenAPI() : read;
    }

    @Override
    public Operation operation(ObjectNode draft, String pointer, List<String> messages) {
        Operation plain = PlainOperation.of(draft);
        return plain == null ? parsed(draft, pointer, messages) : plain;
    }

    Operation parsed(ObjectNode draft, String pointer, List<String> messages) {
        OpenAPIDeserializer.ParseResult result = result();
        Operation operation = deserializer.getOperation(draft, pointer, result);
        messages.addAll(result.getMessages());
        return operation;
    }

    @Override
    public @Nullable SecurityScheme securityScheme(ObjectNode declared, String pointer) {
        return deserializer.getSecurityScheme(declared, pointer, result());
    }

    private OpenAPIDeserializer.ParseResult result() {
        return new OpenAPIDeserializer.ParseResult().openapi31(from31);
    }
}
