package dev.ferrule.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ferrule.RunningFerrule;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The description of the API names a schema by its record: a second one of that name would take its place. */
class SchemaNamesTest extends RunningFerrule {

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private final Set<Type> seen = new HashSet<>();
    private final Map<String, Set<String>> records = new TreeMap<>();

    @Test
    void noTwoRecordsThatLeaveOrEnterHaveTheSameName() {
        requestMappingHandlerMapping.getHandlerMethods().values().forEach(handler -> {
            if (handler.getBeanType().getName().startsWith("dev.ferrule.")) {
                walk(handler.getMethod().getGenericReturnType());
                for (Parameter parameter : handler.getMethod().getParameters()) {
                    if (parameter.isAnnotationPresent(RequestBody.class)) {
                        walk(parameter.getParameterizedType());
                    }
                }
            }
        });
        assertThat(records).hasSizeGreaterThan(50);
        assertThat(get("/v3/api-docs")
                        .expect(200)
                        .json()
                        .at("/components/schemas")
                        .propertyNames())
                .contains("TestReportFailure", "MessageFailure", "EndpointParameter", "OperationParameter");
        records.values().removeIf(types -> types.size() == 1);
        assertThat(records).isEmpty();
    }

    private void walk(Type type) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof ParameterizedType some) {
            walk(some.getRawType());
            for (Type argument : some.getActualTypeArguments()) {
                walk(argument);
            }
        } else if (type instanceof GenericArrayType array) {
            walk(array.getGenericComponentType());
        } else if (type instanceof WildcardType wild) {
            walk(wild.getUpperBounds()[0]);
        } else if (type instanceof Class<?> one
                && one.isRecord()
                && one.getName().startsWith("dev.ferrule.")) {
            records.computeIfAbsent(SchemaNames.of(one), unused -> new TreeSet<>())
                    .add(one.getName());
            for (RecordComponent component : one.getRecordComponents()) {
                if (!component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                    walk(component.getGenericType());
                }
            }
            for (Method method : one.getDeclaredMethods()) {
                if (method.isAnnotationPresent(JsonProperty.class)) {
                    walk(method.getGenericReturnType());
                }
            }
        }
    }
}
