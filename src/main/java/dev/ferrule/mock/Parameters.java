package dev.ferrule.mock;

import dev.ferrule.contract.Mismatch;
import dev.ferrule.contract.Schemas;
import dev.ferrule.contract.Side;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.Call.Header;
import dev.ferrule.mock.Routes.Route;
import dev.ferrule.mock.Shape.Kind;
import dev.ferrule.problem.Problem.Violation;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads the parameters of a call out of it and holds each against its schema. */
final class Parameters {

    /** The specification has no say about them as parameters. */
    private static final Set<String> NOT_OURS = Set.of("accept", "content-type", "authorization");

    /** Whoever sends a call sets them, or leaves them out. */
    private static final Set<String> SENDERS = Set.of(
            "user-agent",
            "host",
            "content-length",
            "connection",
            "keep-alive",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect");

    private static final Pattern OWN_QUERY = Pattern.compile("([^?&={}]+)=\\{([^{}]+)}");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Schemas schemas;
    private final Contract contract;
    private final Route route;
    private final Call call;
    private final Set<String> signed;
    private final List<Pair> query;
    private final List<Pair> cookies;
    private final Map<String, String> keys;

    Parameters(Schemas schemas, Contract contract, Route route, Call call, Set<String> signed) {
        this.schemas = schemas;
        this.contract = contract;
        this.route = route;
        this.call = call;
        this.signed = signed;
        this.query = Pair.ofForm(call.uri().getRawQuery());
        this.cookies = Pair.ofCookies(call.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("Cookie"))
                .map(Header::value)
                .toList());
        int mark = contract.path().indexOf('?');
        Matcher own = OWN_QUERY.matcher(mark < 0 ? "" : contract.path().substring(mark));
        this.keys =
                own.results().collect(Collectors.toMap(one -> one.group(2), one -> one.group(1), (one, other) -> one));
    }

    List<Violation> violations() {
        List<Violation> all = new ArrayList<>();
        contract.parameters().forEach(parameter -> all.addAll(violations(parameter)));
        return all;
    }

    private List<Violation> violations(Parameter parameter) {
        String lower = parameter.name().toLowerCase(Locale.ROOT);
        boolean header = parameter.in().equals("header");
        if (header && NOT_OURS.contains(lower)) {
            return List.of();
        }
        List<Violation> first = null;
        Shape shape = new Shape(parameter.schema(), contract.defs());
        for (Kind kind : parameter.mediaType() != null ? List.of(Kind.TEXT) : shape.kinds()) {
            List<Violation> found = violations(parameter, kind, shape);
            if (found != null && found.isEmpty()) {
                return found;
            }
            first = first == null ? found : first;
        }
        boolean may = header && SENDERS.contains(lower) || isSigned(parameter);
        return first != null
                ? first
                : parameter.required() && !may ? List.of(new Violation(pointer(parameter), "is required")) : List.of();
    }

    /** Null: it is not there. */
    private @Nullable List<Violation> violations(Parameter parameter, Kind kind, Shape shape) {
        try {
            Object value = value(parameter, kind, shape);
            return value == null
                    ? null
                    : value.equals("") && parameter.allowEmptyValue() ? List.of() : held(parameter, value, shape);
        } catch (Malformed e) {
            return List.of(new Violation(pointer(parameter), e.description()));
        }
    }

    private boolean isSigned(Parameter parameter) {
        return signed.stream()
                .anyMatch(name -> name.equalsIgnoreCase(parameter.name())
                        || name.equalsIgnoreCase(parameter.in() + "." + parameter.name()));
    }

    private @Nullable Object value(Parameter parameter, Kind kind, Shape shape) throws Malformed {
        String key = keys.get(parameter.name());
        if (key != null && (parameter.in().equals("path") || parameter.in().equals("query"))) {
            return new Styled(key, "form", false, PathPattern::decoded).pairs(query, Kind.TEXT, name -> false);
        }
        UnaryOperator<String> decode = parameter.in().equals("header") ? String::strip : PathPattern::decoded;
        Styled styled = new Styled(parameter.name(), parameter.style(), parameter.explode(), decode);
        return switch (parameter.in()) {
            case "path" -> text(styled, route.values().get(parameter.name()), kind);
            case "header" -> text(styled, header(parameter.name()), kind);
            case "cookie" -> styled.pairs(cookies, kind, name -> isOf(parameter, shape, name));
            default -> styled.pairs(query, kind, name -> isOf(parameter, shape, name));
        };
    }

    private static @Nullable Object text(Styled styled, @Nullable String text, Kind kind) throws Malformed {
        return text == null ? null : styled.text(text, kind);
    }

    private @Nullable String header(String name) {
        List<String> lines = call.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
        return lines.isEmpty() ? null : String.join(",", lines);
    }

    /** Whether a name belongs to an object whose properties stand beside other parameters. */
    private boolean isOf(Parameter parameter, Shape shape, String name) {
        return shape.names().contains(name)
                || shape.isOpen()
                        && signed.stream().noneMatch(one -> one.equals(name) || one.equals("query." + name))
                        && contract.parameters().stream()
                                .noneMatch(other -> other != parameter
                                        && other.in().equals(parameter.in())
                                        && (other.name().equals(name) || name.startsWith(other.name() + "[")));
    }

    private List<Violation> held(Parameter parameter, Object value, Shape shape) throws Malformed {
        Set<Object> readings = new LinkedHashSet<>();
        if (parameter.mediaType() == null) {
            Object typed = shape.typed(value);
            readings.add(typed == null ? value : typed);
            readings.add(value);
        } else if (Bodies.isJson(parameter.mediaType()) && value instanceof String text) {
            readings.add(json(text));
        } else {
            return List.of();
        }
        List<Violation> first = List.of();
        for (Object reading : readings) {
            List<Violation> found = schemas
                    .check(
                            contract,
                            parameter.schema(),
                            JSON.valueToTree(reading),
                            Side.REQUEST,
                            pointer(parameter),
                            parameter.pointer())
                    .mismatches()
                    .stream()
                    .map(Mismatch::violation)
                    .toList();
            if (found.isEmpty()) {
                return found;
            }
            first = first.isEmpty() ? found : first;
        }
        return first;
    }

    private static Object json(String text) throws Malformed {
        Object parsed = Shape.parsed(text.strip());
        if (parsed instanceof String && !text.strip().startsWith("\"")) {
            throw new Malformed("must be JSON");
        }
        return parsed == null ? "" : parsed;
    }

    private String pointer(Parameter parameter) {
        boolean shared = contract.parameters().stream()
                        .filter(other -> other.name().equals(parameter.name()))
                        .count()
                > 1;
        String name = shared ? parameter.in() + "." + parameter.name() : parameter.name();
        return "/parameters/" + name.replace("~", "~0").replace("/", "~1");
    }
}
