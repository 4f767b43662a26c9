package dev.ferrule.mock;

import dev.ferrule.egress.Call;
import dev.ferrule.mock.PageWay.Kind;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Parameter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page that a call asks for. What the system made up fills two pages and a half, so that there is a page in the middle
 * and one that is not full, whatever the size.
 *
 * @param first number of the first page, 0 or 1
 */
record Page(PageWay way, int start, int size, int first, Call call) {

    static final int USUAL = 5;
    static final int LARGEST = 100;
    private static final Pattern CURSOR = Pattern.compile("c:(\\d{1,6}):(\\d{1,3})");

    static Page asked(Contract contract, Call call) {
        PageWay way = PageWay.of(contract);
        String size =
                way.limit() == null ? null : Credentials.query(call, way.limit().name());
        String from =
                way.from() == null ? null : Credentials.query(call, way.from().name());
        int many = number(size, usual(way.limit(), contract));
        int first = way.kind() == Kind.PAGE && way.from() != null && isFromZero(way.from(), contract) ? 0 : 1;
        Matcher cursor = CURSOR.matcher(from == null ? "" : decoded(from));
        if (way.kind() == Kind.CURSOR && cursor.matches()) {
            int own = Integer.parseInt(cursor.group(2));
            many = size == null ? own : many;
            return new Page(way, Integer.parseInt(cursor.group(1)), bounded(many), first, call);
        }
        int start = switch (way.kind()) {
            case PAGE -> Math.max(0, number(from, first) - first) * bounded(many);
            case OFFSET -> number(from, 0);
            case CURSOR -> from != null && from.matches("\\d{1,6}") ? Integer.parseInt(from) : 0;
            case AFTER -> 0;
        };
        return new Page(way, start, bounded(many), first, call);
    }

    /** Whether there can be more than one. */
    boolean isPaged() {
        return way.from() != null;
    }

    Page from(int other) {
        return new Page(way, other, size, first, call);
    }

    int made() {
        return 2 * size + (size + 1) / 2;
    }

    int number() {
        return start / size + first;
    }

    boolean hasNext(int total) {
        return isPaged() && start + size < total;
    }

    /** What the parameter is to be for the next page. */
    String next(@Nullable String lastId) {
        return switch (way.kind()) {
            case PAGE -> Integer.toString(number() + 1);
            case OFFSET -> Integer.toString(start + size);
            case CURSOR -> cursor();
            case AFTER -> String.valueOf(lastId);
        };
    }

    private String cursor() {
        boolean counts = way.from() != null && way.from().schema().toString().contains("type=integer");
        byte[] text = ("c:" + (start + size) + ":" + size).getBytes(StandardCharsets.US_ASCII);
        return counts
                ? Integer.toString(start + size)
                : Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** The address of the next page. */
    String link(@Nullable String lastId) {
        URI uri = call.uri();
        Parameter from = way.from();
        String name = from == null ? "page" : from.name();
        List<String> pairs = new ArrayList<>();
        String query = uri.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (!PathPattern.decoded(pair.split("=", 2)[0]).equals(name)) {
                pairs.add(pair);
            }
        }
        pairs.add(Replies.encoded(name) + "=" + Replies.encoded(next(lastId)));
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath() + "?" + String.join("&", pairs);
    }

    private static int bounded(int many) {
        return Math.max(1, Math.min(many, LARGEST));
    }

    private static int usual(@Nullable Parameter limit, Contract contract) {
        Object usual = limit == null ? null : new Shape(limit.schema(), contract.defs()).first("default");
        return usual instanceof Number number ? Math.min(USUAL, number.intValue()) : USUAL;
    }

    private static boolean isFromZero(Parameter page, Contract contract) {
        Shape shape = new Shape(page.schema(), contract.defs());
        return shape.first("default") instanceof Number usual && usual.intValue() == 0
                || shape.first("default") == null
                        && shape.first("minimum") instanceof Number least
                        && least.intValue() == 0;
    }

    private static int number(@Nullable String text, int otherwise) {
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
