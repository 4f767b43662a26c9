package dev.ferrule.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import io.swagger.parser.OpenAPIParser;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody else's opinion of a request: a validator that reads the spec itself and shares no code with ours beyond the
 * parser. It knows nothing of OpenAPI 3.1, nor of bodies other than JSON and forms. Credentials are not asked for.
 */
public final class IndependentCheck {

    private final OpenApiInteractionValidator validator;

    private IndependentCheck(OpenApiInteractionValidator validator) {
        this.validator = validator;
    }

    /** Whether it knows the version that the document is written in. */
    public static boolean knows(byte[] document) {
        String begin = new String(document, StandardCharsets.UTF_8);
        return !begin.matches("(?s).*[\"']?openapi[\"']?\\s*:\\s*[\"']?3\\.[1-9].*");
    }

    public static IndependentCheck of(byte[] document) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        options.setResolveCombinators(false);
        // Read for it, because it refuses documents with any fault at all, such as an operationId that stands twice.
        OpenAPI api = new OpenAPIParser()
                .readContents(new String(document, StandardCharsets.UTF_8), List.of(), options)
                .getOpenAPI();
        return new IndependentCheck(OpenApiInteractionValidator.createFor(api)
                .withBasePathOverride("/")
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request.security", Level.IGNORE)
                        .withLevel("validation.request.security.missing", Level.IGNORE)
                        .withLevel("validation.request.security.invalid", Level.IGNORE)
                        .build())
                .build());
    }

    /** What it finds wrong; empty: nothing. */
    public List<String> faults(Request request) {
        String whole = request.pathAndQuery();
        int mark = whole.indexOf('?');
        SimpleRequest.Builder builder =
                new SimpleRequest.Builder(request.method(), mark < 0 ? whole : whole.substring(0, mark));
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : mark < 0 ? new String[0] : whole.substring(mark + 1).split("&", -1)) {
            int sign = pair.indexOf('=');
            query.computeIfAbsent(decoded(sign < 0 ? pair : pair.substring(0, sign)), name -> new ArrayList<>())
                    .add(sign < 0 ? "" : decoded(pair.substring(sign + 1)));
        }
        query.forEach(builder::withQueryParam);
        request.headers().forEach(header -> builder.withHeader(header.name(), header.value()));
        if (request.body().length > 0) {
            builder.withBody(request.body());
        }
        return validator.validateRequest(builder.build()).getMessages().stream()
                .filter(message -> message.getLevel() == Level.ERROR)
                .map(message -> message.getKey() + ": " + message.getMessage())
                .toList();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
