package dev.ferrule.mock;

import dev.ferrule.egress.Call;
import dev.ferrule.egress.Call.Header;
import dev.ferrule.mock.Target.Offered;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the operation that a call means. */
final class Routes {

    private static final int LONGEST = 16_000;

    private Routes() {}

    /**
     * @param segments of the path that was asked for, without the base, as they stand in the address
     * @param base the path before them, with no slash at its end
     * @param values of the places in the path, as they stand in the address
     */
    record Route(Offered offered, PathPattern pattern, List<String> segments, String base, Map<String, String> values) {

        /** The path that was asked for, without the base. */
        String path() {
            return "/" + String.join("/", segments);
        }
    }

    /** Those that match equally well, which is one unless the spec cannot tell them apart. */
    static List<Route> find(Target target, Call call) {
        String path = call.uri().getRawPath() == null ? "" : call.uri().getRawPath();
        List<String> all = PathPattern.segments(path);
        if (path.length() > LONGEST) {
            throw new Refused(414, "The path is too long.");
        }
        List<Route> found = starts(target.baseUrl(), all)
                .boxed()
                .flatMap(start -> matching(target, all, start))
                .filter(route -> route.pattern().hasQuery(call.uri().getRawQuery()))
                .toList();
        List<Route> exact = found.stream()
                .filter(route ->
                        route.segments().size() <= Math.max(route.pattern().length(), 1))
                .toList();
        // Only where nothing else fits does a value have slashes in it.
        List<Route> matching = exact.isEmpty() ? found : exact;
        List<Route> methods = matching.stream()
                .filter(route -> route.offered().method().equalsIgnoreCase(call.method()))
                .toList();
        if (methods.isEmpty() && call.method().equals("HEAD")) {
            methods = matching.stream()
                    .filter(route -> route.offered().method().equalsIgnoreCase("GET"))
                    .toList();
        }
        if (methods.isEmpty()) {
            throw matching.isEmpty()
                    ? new Refused(404, "The system has nothing at this path.")
                    : new Refused(405, "The system has no " + call.method() + " here.", allow(matching));
        }
        int best = methods.stream()
                .mapToInt(route -> route.pattern().weight())
                .max()
                .orElse(0);
        return methods.stream()
                .filter(route -> route.pattern().weight() == best)
                .toList();
    }

    private static Header allow(List<Route> matching) {
        TreeSet<String> methods = new TreeSet<>();
        matching.forEach(route -> methods.add(route.offered().method().toUpperCase(Locale.ROOT)));
        return new Header("Allow", String.join(", ", methods));
    }

    private static Stream<Route> matching(Target target, List<String> all, int start) {
        List<String> rest = all.subList(start, all.size());
        String base = start == 0 ? "" : "/" + String.join("/", all.subList(0, start));
        return target.operations().stream()
                .flatMap(offered -> {
                    PathPattern pattern = PathPattern.of(offered.path());
                    Map<String, String> values = pattern.values(rest);
                    return values == null
                            ? Stream.empty()
                            : Stream.of(new Route(offered, pattern, List.copyOf(rest), base, values));
                })
                .sorted(Comparator.comparingInt(route -> -route.pattern().weight()));
    }

    /** Where the path may begin after the base. */
    private static IntStream starts(@Nullable String baseUrl, List<String> asked) {
        if (baseUrl == null) {
            return IntStream.of(0);
        }
        int scheme = baseUrl.indexOf("://");
        int slash = baseUrl.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        if (scheme < 0 && baseUrl.startsWith("{")) {
            // A variable that is the whole server may have a path in it.
            return IntStream.rangeClosed(0, Math.min(asked.size(), 8));
        }
        String base = slash < 0 ? "" : baseUrl.substring(slash);
        PathPattern pattern = PathPattern.of(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
        int length = pattern.length();
        boolean begins = asked.size() >= length && (length == 0 || pattern.values(asked.subList(0, length)) != null);
        return begins ? IntStream.of(length) : IntStream.empty();
    }
}
