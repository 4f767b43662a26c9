package dev.ferrule.contract;

import dev.ferrule.contract.Conventions.Pagination;
import dev.ferrule.contract.Conventions.Paging;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Recognises pages by the names of parameters and of what an answer holds beside its items. */
final class PaginationSearch {

    private static final int DEPTH = 3;
    private static final Set<String> NO_ITEMS = Set.of("errors", "warnings", "links", "included", "messages");
    private static final Set<String> ENVELOPES =
            Set.of("data", "result", "results", "response", "embedded", "body", "payload", "list", "page");
    private static final Set<String> AFTER_AN_ITEM =
            Set.of("startingafter", "startafter", "after", "sinceid", "pageafter", "exclusivestartkey", "marker");

    private final Contract contract;
    private final Shape answer;

    PaginationSearch(Contract contract, Shape answer) {
        this.contract = contract;
        this.answer = answer;
    }

    /** @param where pointer of what the evidence in an answer stands under; of the header with the link */
    @Nullable
    Pagination find(String where, @Nullable String link) {
        Parameter cursor = parameter(FieldNames.CURSOR, PaginationSearch::isCursor);
        Parameter page = parameter(FieldNames.PAGE, parameter -> true);
        Parameter offset = parameter(FieldNames.OFFSET, parameter -> isNumber(parameter));
        Parameter size = parameter(FieldNames.SIZE, parameter -> isNumber(parameter));
        String items = items(answer, 0);
        String nextCursor = find(answer, "", 0, (name, shape) -> isNextCursor(name, shape, cursor != null));
        String nextUrl = find(answer, "", 0, (name, shape) -> isNextUrl(name, shape));
        if (cursor == null && page != null && !isNumber(page) && nextCursor != null) {
            return paging(Paging.CURSOR, page, size, items, nextCursor, 0.9, where);
        }
        if (cursor != null && nextCursor != null) {
            return paging(Paging.CURSOR, cursor, size, items, nextCursor, 0.95, where);
        }
        boolean asked = contract.method().equals("GET") || cursor != null || page != null || offset != null;
        Parameter counted = cursor != null ? cursor : page != null ? page : offset;
        if (link != null && asked) {
            return paging(Paging.LINK_HEADER, counted, size, items, null, 0.95, link);
        }
        if (nextUrl != null && asked && (items != null || counted != null)) {
            Paging style = cursor != null && !saysUrl(nextUrl) ? Paging.CURSOR : Paging.NEXT_URL;
            return paging(style, counted, size, items, nextUrl, counted == null ? 0.8 : 0.9, where);
        }
        if (page != null && (cursor == null || isNumber(page))) {
            return paging(Paging.PAGE, page, size, items, nextCursor, sure(size, items), where);
        }
        if (cursor != null && AFTER_AN_ITEM.contains(FieldNames.plain(cursor.name())) && hasId(items)) {
            String last = items + "/-/id";
            return paging(Paging.CURSOR, cursor, size, items, last, more() == null ? 0.6 : 0.85, where);
        }
        if (offset != null && (size != null || items != null)) {
            return paging(Paging.OFFSET, offset, size, items, null, sure(size, items), where);
        }
        return cursor != null && size != null ? paging(Paging.CURSOR, cursor, size, items, null, 0.4, where) : null;
    }

    private Pagination paging(
            Paging style,
            @Nullable Parameter parameter,
            @Nullable Parameter size,
            @Nullable String items,
            @Nullable String next,
            double confidence,
            String where) {
        String more = more();
        String last = find(answer, "", 0, (name, shape) -> FieldNames.LAST.contains(name) && isFlag(shape));
        String total = find(
                answer,
                "",
                0,
                (name, shape) -> FieldNames.TOTAL.contains(name) && shape.type().equals("integer"));
        List<String> evidence = new ArrayList<>();
        if (parameter != null) {
            evidence.add(parameter.pointer());
        }
        if (size != null) {
            evidence.add(size.pointer());
        }
        if (next != null || items != null || style == Paging.LINK_HEADER) {
            evidence.add(where.equals("body:") ? where + (next != null ? next : items) : where);
        }
        return new Pagination(
                style,
                parameter == null ? null : parameter.name(),
                size == null ? null : size.name(),
                items,
                next,
                more != null ? more : last,
                more == null && last != null,
                total,
                confidence,
                List.copyOf(evidence));
    }

    private @Nullable String more() {
        return find(answer, "", 0, (name, shape) -> FieldNames.MORE.contains(name) && isFlag(shape));
    }

    private static double sure(@Nullable Parameter size, @Nullable String items) {
        return items == null ? 0.5 : size == null ? 0.75 : 0.9;
    }

    private @Nullable Parameter parameter(Set<String> names, Predicate<Parameter> also) {
        return contract.parameters().stream()
                .filter(parameter -> parameter.in().equals("query")
                        && names.contains(FieldNames.plain(parameter.name()))
                        && also.test(parameter))
                .findFirst()
                .orElse(null);
    }

    private static String type(Parameter parameter) {
        return parameter.schema().get("type") instanceof String text ? text : "";
    }

    private static boolean isNumber(Parameter parameter) {
        return Set.of("integer", "number", "").contains(type(parameter));
    }

    /** {@code after} is often a time. */
    private static boolean isCursor(Parameter parameter) {
        String format = String.valueOf(parameter.schema().get("format"));
        String said =
                parameter.description() == null ? "" : parameter.description().toLowerCase(Locale.ROOT);
        boolean time = format.startsWith("date")
                || FieldNames.plain(parameter.name()).equals("after")
                        && said.matches("(?s).*\\b(date|time|timestamp|epoch|iso)\\b.*");
        return !time && Set.of("string", "integer", "").contains(type(parameter));
    }

    private static boolean isNextCursor(String name, Shape shape, boolean cursor) {
        boolean scalar = shape.is("string") || shape.is("integer");
        return scalar && !shape.format().startsWith("uri") && FieldNames.NEXT_CURSOR.contains(name)
                || cursor
                        && scalar
                        && Set.of("cursor", "cursorsafter", "nextafter", "pagingafter")
                                .contains(name);
    }

    private static boolean isNextUrl(String name, Shape shape) {
        return shape.is("string")
                && (FieldNames.NEXT_URL.contains(name)
                        || name.equals("nextpage") && shape.format().startsWith("uri")
                        || Set.of("nexthref", "nexturl", "nextlink").contains(name));
    }

    private static boolean saysUrl(String pointer) {
        String plain = FieldNames.plain(pointer);
        return plain.matches(".*(url|uri|link|links|href)(next)?(href|url)?") || plain.contains("links");
    }

    private static boolean isFlag(Shape shape) {
        return shape.type().equals("boolean");
    }

    interface Named {
        /** @param name of the field, or of the field and what it stands in ({@code next.href}), plain */
        boolean test(String name, Shape shape);
    }

    /** The shallowest field for which it holds, among those that are not items. */
    private static @Nullable String find(Shape shape, String pointer, int depth, Named wanted) {
        return find(shape, pointer, "", depth, wanted);
    }

    private static @Nullable String find(Shape shape, String pointer, String inside, int depth, Named wanted) {
        for (Map.Entry<String, Shape> field : shape.fields().entrySet()) {
            String name = FieldNames.plain(field.getKey());
            if (wanted.test(name, field.getValue())
                    || !inside.isEmpty() && wanted.test(inside + name, field.getValue())) {
                return pointer + "/" + Pointers.escaped(field.getKey());
            }
        }
        for (Map.Entry<String, Shape> field : shape.fields().entrySet()) {
            String name = FieldNames.plain(field.getKey());
            if (depth < DEPTH && FieldNames.ABOUT_PAGES.contains(name)) {
                String found = find(
                        field.getValue(), pointer + "/" + Pointers.escaped(field.getKey()), name, depth + 1, wanted);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable String items(Shape shape, int depth) {
        if (shape.type().equals("array")) {
            return "";
        }
        String best = null;
        int rank = Integer.MAX_VALUE;
        for (Map.Entry<String, Shape> field : shape.fields().entrySet()) {
            String name = FieldNames.plain(field.getKey());
            if (field.getValue().type().equals("array") && !NO_ITEMS.contains(name)) {
                int known = FieldNames.ITEMS.indexOf(name);
                boolean objects = field.getValue().item() == null
                        || field.getValue().item().is("object");
                int now = known >= 0 ? known : objects ? 100 : 200;
                if (now < rank) {
                    best = "/" + Pointers.escaped(field.getKey());
                    rank = now;
                }
            }
        }
        for (Map.Entry<String, Shape> field : shape.fields().entrySet()) {
            if (best == null && depth < 2 && ENVELOPES.contains(FieldNames.plain(field.getKey()))) {
                String inner = items(field.getValue(), depth + 1);
                best = inner == null ? null : "/" + Pointers.escaped(field.getKey()) + inner;
            }
        }
        return best;
    }

    private boolean hasId(@Nullable String items) {
        Shape list = items == null ? null : at(items);
        return list != null && list.item() != null && list.item().fields().containsKey("id");
    }

    private @Nullable Shape at(String pointer) {
        Shape now = answer;
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            now = now == null ? null : now.fields().get(step.replace("~1", "/").replace("~0", "~"));
        }
        return now;
    }
}
