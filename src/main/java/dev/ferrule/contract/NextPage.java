package dev.ferrule.contract;

import dev.ferrule.contract.Conventions.Pagination;
import dev.ferrule.contract.Conventions.Paging;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Parameter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From one page to the next. What does not lead any further ends the way. */
final class NextPage {

    private static final int LONGEST = 8_000;

    private final Contract contract;
    private final Pagination pagination;
    private final Map<String, ? extends @Nullable Object> given;
    private final URI called;

    NextPage(Contract contract, Pagination pagination, Map<String, ? extends @Nullable Object> given, URI called) {
        this.contract = contract;
        this.pagination = pagination;
        this.given = given;
        this.called = called;
    }

    Optional<Map<String, Object>> after(LiveAnswer answer) {
        if (answer.at(pagination.more()) instanceof Boolean flag && flag == pagination.last()) {
            return Optional.empty();
        }
        if (pagination.style() == Paging.LINK_HEADER) {
            String url = Links.next(answer.all("Link"));
            return url == null ? Optional.empty() : followed(url);
        }
        if (pagination.next() != null) {
            return pointed(answer.at(pagination.next()));
        }
        return pagination.style() == Paging.PAGE || pagination.style() == Paging.OFFSET
                ? counted(answer)
                : Optional.empty();
    }

    private Optional<Map<String, Object>> pointed(@Nullable Object value) {
        if (!(value instanceof String || value instanceof Number)
                || value.toString().isBlank()
                || value.toString().length() > LONGEST) {
            return Optional.empty();
        }
        String text = value.toString();
        if (pagination.style() == Paging.NEXT_URL || text.matches("(?is)(https?://|/|\\?).*")) {
            return followed(text);
        }
        Parameter parameter = parameter(pagination.parameter());
        return parameter == null ? Optional.empty() : moved(Map.of(parameter, value));
    }

    private Optional<Map<String, Object>> followed(String url) {
        Map<String, String> query = url.length() > LONGEST ? Map.of() : Links.query(called, url);
        Map<Parameter, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : contract.parameters()) {
            String value = query.get(parameter.name());
            if (value != null && parameter.in().equals("query") && saysPage(parameter.name())) {
                boolean whole = "integer".equals(parameter.schema().get("type")) && value.matches("-?\\d{1,18}");
                values.put(parameter, whole ? (Object) Long.valueOf(value) : value);
            }
        }
        return moved(values);
    }

    private boolean saysPage(String name) {
        String plain = FieldNames.plain(name);
        return name.equals(pagination.parameter())
                || name.equals(pagination.sizeParameter())
                || FieldNames.PAGE.contains(plain)
                || FieldNames.OFFSET.contains(plain)
                || FieldNames.CURSOR.contains(plain)
                || FieldNames.SIZE.contains(plain);
    }

    private Optional<Map<String, Object>> counted(LiveAnswer answer) {
        Parameter parameter = parameter(pagination.parameter());
        Object list = answer.at(pagination.items());
        if (parameter == null || !(list instanceof List<?> items) || items.isEmpty()) {
            return Optional.empty();
        }
        boolean pages = pagination.style() == Paging.PAGE;
        Long now = number(parameter, pages ? first(parameter) : 0L);
        if (now == null || now < 0 || now > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        long seen = pages ? (now - first(parameter) + 1) * items.size() : now + items.size();
        Long total = whole(answer.at(pagination.total()));
        Long size = size();
        boolean ended = total != null && seen >= total || size != null && items.size() < size;
        return ended ? Optional.empty() : moved(Map.of(parameter, pages ? now + 1 : now + items.size()));
    }

    /** How full a page is that is not the last; null: not known, for a system may give fewer than are asked for. */
    private @Nullable Long size() {
        Parameter parameter = parameter(pagination.sizeParameter());
        if (parameter == null) {
            return null;
        }
        Object asked = value(parameter);
        Long most = whole(parameter.schema().get("maximum"));
        Long wanted = whole(asked == null ? parameter.schema().get("default") : asked);
        return asked == null || most != null && wanted != null && wanted <= most ? wanted : null;
    }

    private static long first(Parameter parameter) {
        Long usual = whole(parameter.schema().get("default"));
        Long least = whole(parameter.schema().get("minimum"));
        boolean index = FieldNames.plain(parameter.name()).matches(".*(index|idx)");
        return least != null && least == 0 || least == null && (index || usual != null && usual == 0) ? 0 : 1;
    }

    private @Nullable Long number(Parameter parameter, long otherwise) {
        Object value = value(parameter);
        Object usual = parameter.schema().get("default");
        return value != null ? whole(value) : usual != null ? whole(usual) : Long.valueOf(otherwise);
    }

    private static @Nullable Long whole(@Nullable Object value) {
        return value != null && value.toString().matches("-?\\d{1,18}") ? Long.valueOf(value.toString()) : null;
    }

    private @Nullable Parameter parameter(@Nullable String name) {
        return contract.parameters().stream()
                .filter(parameter ->
                        parameter.in().equals("query") && parameter.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Object value(Parameter parameter) {
        return given.get(key(parameter));
    }

    private String key(Parameter parameter) {
        String whole = parameter.in() + "." + parameter.name();
        boolean shared = contract.parameters().stream()
                        .filter(other -> other.name().equals(parameter.name()))
                        .count()
                > 1;
        return given.containsKey(whole) || shared ? whole : parameter.name();
    }

    /** None when all is as it was: it would be the same page for ever. */
    private Optional<Map<String, Object>> moved(Map<Parameter, Object> values) {
        Map<String, Object> next = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (value != null) {
                next.put(name, value);
            }
        });
        boolean moved = false;
        for (Map.Entry<Parameter, Object> entry : values.entrySet()) {
            Object before = next.put(key(entry.getKey()), entry.getValue());
            boolean size = entry.getKey().name().equals(pagination.sizeParameter());
            moved |= !size
                    && (before == null
                            || !before.toString().equals(entry.getValue().toString()));
        }
        return moved ? Optional.of(next) : Optional.empty();
    }
}
