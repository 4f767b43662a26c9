package dev.ferrule.http;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Locale;

/**
 * Names the schemas of the API's description. A nested record is named after its outer one too ({@code
 * TestReport.Failure} is {@code TestReportFailure}), because by its own name alone another one would take its place.
 */
final class SchemaNames extends TypeNameResolver {

    private static final String OURS = "dev.ferrule.";

    static String of(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        String name = type.getSimpleName();
        if (outer == null || !type.getName().startsWith(OURS)) {
            return name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }
        String first = of(outer).replaceFirst("Controller$", "");
        return name.startsWith(first) ? name : first + name;
    }

    @Override
    protected String getNameOfClass(Class<?> type) {
        return of(type);
    }
}
