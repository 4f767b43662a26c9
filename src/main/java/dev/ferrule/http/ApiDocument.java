package dev.ferrule.http;

import dev.ferrule.problem.ProblemDocument;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's own OpenAPI document, at {@code /v3/api-docs}: what springdoc finds, and what holds for all of it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiDocument {

    private static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";

    static {
        // The caller comes from the token, and is nothing that one sends.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Principal.class);
    }

    @Bean
    OpenAPI openApi() {
        @Nullable String version = ApiDocument.class.getPackage().getImplementationVersion();
        return new OpenAPI()
                .info(new Info()
                        .title("Ferrule")
                        .version(version == null ? "development" : version)
                        .description(
                                "Turns a plain-language integration requirement and OpenAPI specs into connectors.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .security(List.of(new SecurityRequirement().addList(BEARER)));
    }

    @Bean
    ModelResolver schemasByRecord(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new SchemaNames()).openapi31(true);
    }

    @Bean
    OpenApiCustomizer whatHoldsForAll() {
        return document -> {
            problemSchemas().forEach(document.getComponents()::addSchemas);
            document.getPaths().values().forEach(ApiDocument::complete);
        };
    }

    private static Map<String, Schema> problemSchemas() {
        var resolved = ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(ProblemDocument.class).resolveAsRef(false));
        var schemas = new java.util.TreeMap<String, Schema>(resolved.referencedSchemas);
        schemas.remove(ProblemDocument.class.getSimpleName());
        schemas.put(PROBLEM, resolved.schema);
        return schemas;
    }

    private static void complete(PathItem path) {
        for (Map.Entry<HttpMethod, Operation> entry : path.readOperationsMap().entrySet()) {
            Operation operation = entry.getValue();
            operation.getResponses().setDefault(problem());
            if (entry.getKey() == HttpMethod.POST) {
                operation.addParametersItem(new HeaderParameter()
                        .name("Idempotency-Key")
                        .description(
                                "Makes the request safe to repeat: within 24 hours the same key gets the same answer.")
                        .schema(new StringSchema().minLength(1).maxLength(255)));
            }
        }
    }

    private static ApiResponse problem() {
        return new ApiResponse()
                .description("What went wrong (RFC 9457); its code tells problems apart.")
                .content(new Content()
                        .addMediaType(
                                ProblemDocument.MEDIA_TYPE,
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
    }
}
