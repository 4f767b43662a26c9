package dev.ferrule.contract;

import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Content;
import dev.ferrule.spec.Contract.Parameter;
import dev.ferrule.spec.Contract.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the request that a spec describes out of plain values, after all of them were held against the spec. What the
 * values are does not matter to what the request is for: they never leave their place in the path, start another header, or
 * become part of another value.
 */
@Component
public final class Requests {

    /** Belong to the connection or say where the request goes; whoever sends it sets them. */
    private static final Set<String> NEVER = Set.of(
            "host",
            "content-length",
            "connection",
            "keep-alive",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "proxy-authorization",
            "proxy-connection");

    /** Set by the body, by us or by signing, so that they may be missing though a spec calls them required. */
    private static final Set<String> SET_ANYWAY = Set.of("content-type", "accept", "authorization", "user-agent");

    private final Schemas schemas;

    public Requests(Schemas schemas) {
        this.schemas = schemas;
    }

    /**
     * @param parameters by name, or by {@code in.name} where two share a name; null is as good as missing
     * @param body plain Java as it comes from JSON; files as {@code {"base64": "…", "fileName": "…", "contentType": "…"}};
     *     null for none
     * @param contentType one of the body's media types; null for the first that takes such a body
     * @param signed parameters that signing will set ({@code X-Api-Key} or {@code query.key}), which therefore may be missing
     * @throws dev.ferrule.problem.Problem with all that is wrong, each with a pointer like {@code /parameters/limit} or
     *     {@code /body/customer/id}
     */
    public Request build(
            Contract contract,
            Map<String, ? extends @Nullable Object> parameters,
            @Nullable Object body,
            @Nullable String contentType,
            Set<String> signed) {
        Problems problems = new Problems();
        Given given = new Given(contract, parameters, problems);
        Map<Parameter, Object> values = checked(contract, given, signed, problems);
        String wanted = contentType != null ? contentType : header(values, "content-type");
        Bodies.Written written = new Bodies(schemas, contract, problems).write(body, wanted);
        String path = new PathAndQuery(contract.path(), values, given, problems).build();
        List<Request.Header> headers = headers(contract, values, given, problems);
        problems.throwIfAny();
        if (written.contentType() != null) {
            headers.add(new Request.Header("Content-Type", written.contentType()));
        }
        return new Request(contract.method(), path, headers, written.bytes(), written.contentType());
    }

    /** Whether nobody may give this header. */
    static boolean isOfTheConnection(String name) {
        return NEVER.contains(name.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String header(Map<Parameter, Object> values, String name) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().in().equals("header")
                        && entry.getKey().name().equalsIgnoreCase(name))
                .map(entry -> Styles.plain(entry.getValue()))
                .findFirst()
                .orElse(null);
    }

    private Map<Parameter, Object> checked(Contract contract, Given given, Set<String> signed, Problems problems) {
        ParameterCheck check = new ParameterCheck(schemas, contract);
        Map<Parameter, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : contract.parameters()) {
            Object value = given.value(parameter);
            String pointer = given.pointer(parameter);
            boolean header = parameter.in().equals("header");
            String lower = parameter.name().toLowerCase(Locale.ROOT);
            if (value == null) {
                boolean elsewhere = Given.isSetElsewhere(parameter, signed)
                        || header && (SET_ANYWAY.contains(lower) || NEVER.contains(lower));
                if (parameter.required() && !elsewhere) {
                    problems.add(pointer, "is required");
                }
            } else if (header && NEVER.contains(lower)) {
                problems.add(pointer, "must not be set: the connection decides it");
            } else {
                boolean empty = value.equals("") && parameter.allowEmptyValue();
                if (!empty) {
                    problems.addAll(check.check(parameter, value, pointer));
                }
                values.put(parameter, value);
            }
        }
        return values;
    }

    private static List<Request.Header> headers(
            Contract contract, Map<Parameter, Object> values, Given given, Problems problems) {
        List<Request.Header> headers = new ArrayList<>();
        List<String> cookies = new ArrayList<>();
        values.forEach((parameter, value) -> {
            Object plain = PathAndQuery.value(parameter, value);
            if (parameter.in().equals("cookie")) {
                cookies.addAll(new Styles(parameter.style(), parameter.explode(), Percent::encoded)
                        .pairs(parameter.name(), plain));
            } else if (parameter.in().equals("header") && !parameter.name().equalsIgnoreCase("content-type")) {
                String text =
                        new Styles(parameter.style(), parameter.explode(), part -> part).text(parameter.name(), plain);
                if (isHeader(parameter.name(), text)) {
                    headers.add(new Request.Header(parameter.name(), text));
                } else {
                    problems.add(
                            given.pointer(parameter),
                            "must be text for a header: no line breaks, no control characters");
                }
            }
        });
        if (!cookies.isEmpty()) {
            headers.add(new Request.Header("Cookie", String.join("; ", cookies)));
        }
        if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase("accept"))) {
            headers.add(new Request.Header("Accept", accepted(contract)));
        }
        return headers;
    }

    private static boolean isHeader(String name, String value) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0)
                && value.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 256 && c != 127);
    }

    private static String accepted(Contract contract) {
        List<String> types = contract.responses().stream()
                .filter(response ->
                        response.status().startsWith("2") || response.status().equals("default"))
                .map(Response::contents)
                .flatMap(List::stream)
                .map(Content::mediaType)
                .filter(type -> isHeader("Accept", type) && type.contains("/"))
                .distinct()
                .limit(6)
                .toList();
        // Whoever can answer JSON should, wherever in the list a spec names it.
        return types.isEmpty()
                ? "application/json, */*;q=0.8"
                : String.join(
                        ", ",
                        Stream.concat(
                                        types.stream().filter(MediaTypes::isJson),
                                        types.stream()
                                                .filter(type -> !MediaTypes.isJson(type))
                                                .map(type -> type.contains(";") ? type : type + ";q=0.9"))
                                .toList());
    }
}
