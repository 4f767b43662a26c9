package dev.ferrule.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * swagger-parser, asked piece by piece, so that a piece it stumbles over costs nothing else. Both give OpenAPI 3 models;
 * one reads Swagger 2.0, the other OpenAPI 3. For one document and one thread.
 */
interface Interpreter {

    /** The document without its paths, components and definitions. */
    OpenAPI root(ObjectNode root);

    /** @param messages takes what swagger-parser has to say about it */
    Operation operation(ObjectNode draft, String pointer, List<String> messages);

    @Nullable
    SecurityScheme securityScheme(ObjectNode declared, String pointer);

    static Interpreter of(Dialect dialect) {
        return dialect.swagger2() ? new Swagger2Interpreter() : new OpenApi3Interpreter(dialect);
    }
}
