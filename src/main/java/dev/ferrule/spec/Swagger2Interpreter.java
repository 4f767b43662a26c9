package dev.ferrule.spec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.parser.util.SwaggerDeserializationResult;
import io.swagger.parser.util.SwaggerDeserializer;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.parser.converter.SwaggerConverter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** swagger-parser's reader of Swagger 2.0 and its converter to OpenAPI 3. */
final class Swagger2Interpreter implements Interpreter {

    private static final String SCHEME = "scheme";

    private final Deserializer deserializer = new Deserializer();

    /** Remembers the document's own media types from {@link #root} for the operations that name none. */
    private final SwaggerConverter converter = new SwaggerConverter();

    @Override
    public OpenAPI root(ObjectNode root) {
        return converted(converter, root);
    }

    @Override
    public Operation operation(ObjectNode draft, String pointer, List<String> messages) {
        return converter.convert(deserializer.operation(draft, pointer, messages));
    }

    /** A converter of its own for each, because one bad declaration makes it give up on all. */
    @Override
    public @Nullable SecurityScheme securityScheme(ObjectNode declared, String pointer) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("swagger", "2.0");
        root.putObject("paths");
        root.putObject("securityDefinitions").set(SCHEME, declared);
        OpenAPI converted = converted(new SwaggerConverter(), root);
        Map<String, SecurityScheme> schemes = converted.getComponents() == null
                ? null
                : converted.getComponents().getSecuritySchemes();
        return schemes == null ? null : schemes.get(SCHEME);
    }

    private OpenAPI converted(SwaggerConverter converter, ObjectNode root) {
        SwaggerDeserializationResult read = new SwaggerDeserializer().deserialize(root);
        OpenAPI converted = converter.convert(read).getOpenAPI();
        return converted == null ? new OpenAPI() : converted;
    }

    /** Opens what swagger-parser keeps for its own family. */
    private static final class Deserializer extends SwaggerDeserializer {

        io.swagger.models.Operation operation(ObjectNode draft, String pointer, List<String> messages) {
            ParseResult result = new ParseResult();
            io.swagger.models.Operation operation = operation(draft, pointer, result);
            messages.addAll(result.getMessages());
            return operation;
        }
    }
}
