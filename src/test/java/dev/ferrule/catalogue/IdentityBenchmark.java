package dev.ferrule.catalogue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How well title, domain and paths tell APIs apart: over a folder of OpenAPI documents of which each is a service of its own
 * ({@code -Dferrule.directory=…}), and over versions, mirrors and renamings of each that are made here. Run by name.
 */
class IdentityBenchmark {

    private record Api(String name, String title, String host, String server, Set<String> paths) {

        PathPrint print() {
            Set<String> normalised = new LinkedHashSet<>();
            paths.forEach(path -> normalised.add(PathPrint.normalised(path)));
            return PathPrint.of(normalised);
        }

        Api with(String other, UnaryOperator<Set<String>> change) {
            return new Api(name + "+", other, host, server, change.apply(paths));
        }
    }

    private final Map<String, ApiFamily> families = new HashMap<>();
    private final Map<String, Api> twins = new HashMap<>();
    private final Map<String, String> systems = new HashMap<>();

    @Test
    void distinctServicesAndVersionsOfOne() throws IOException {
        String folder = System.getProperty("ferrule.directory", "");
        org.junit.jupiter.api.Assumptions.assumeFalse(folder.isEmpty(), "Needs -Dferrule.directory");
        List<Api> apis = read(Path.of(folder));
        Map<String, List<String>> members = new HashMap<>();
        apis.forEach(api ->
                members.computeIfAbsent(join(api), system -> new ArrayList<>()).add(api.name));
        List<List<String>> merged =
                members.values().stream().filter(names -> names.size() > 1).toList();
        report("services", apis.size());
        report("systems made of them", members.size());
        report("systems that hold several services", merged.size());
        report("services in those", merged.stream().mapToInt(List::size).sum());
        merged.stream().limit(40).forEach(names -> report(String.join(" = ", names), names.size()));
        Random random = new Random(7);
        count(
                "next version, a tenth of the paths changed",
                apis,
                api -> api.with(api.title, paths -> changed(paths, 0.1, random)));
        count(
                "next version, a third changed",
                apis,
                api -> api.with(api.title + " v2", paths -> changed(paths, 0.33, random)));
        count("new title, same host and paths", apis, api -> api.with("Entirely " + api.title, paths -> paths));
        count(
                "mirrored: same title and paths, other host",
                apis,
                api -> new Api(
                        api.name + "+",
                        api.title,
                        "mirror.example-copy.org",
                        "https://mirror.example-copy.org",
                        api.paths));
    }

    private void count(String what, List<Api> apis, UnaryOperator<Api> change) {
        int same = 0;
        for (Api api : apis) {
            Map<String, ApiFamily> before = new HashMap<>(families);
            same += join(change.apply(api)).equals(systems.get(api.name)) ? 1 : 0;
            families.clear();
            families.putAll(before);
        }
        report(what + ": taken as the same system", same);
    }

    /** As {@link ApiFamilies} does it, without the database. */
    private String join(Api api) {
        PathPrint print = api.print();
        String key = print.paths() + print.minima();
        String identity = ApiIdentity.of(api.title, api.host);
        Api twin = print.paths() < 5 ? null : twins.putIfAbsent(key, api);
        String system = null;
        if (twin != null && !identity.equals(ApiIdentity.of(twin.title, twin.host))) {
            boolean server = !ApiIdentity.domain(api.host).isEmpty() && api.server.equals(twin.server);
            String title = ApiIdentity.slug(api.title);
            boolean sameTitle = !title.equals("api") && title.equals(ApiIdentity.slug(twin.title));
            system = server || sameTitle ? systems.get(twin.name) : null;
        }
        if (system == null) {
            ApiFamily family = families.getOrDefault(identity, ApiFamily.of("org", identity))
                    .with(api.name, "1", print, Instant.EPOCH);
            families.put(identity, family);
            system = family.member(api.name).map(ApiFamily.Member::apiId).orElse(identity);
        }
        systems.put(api.name, system);
        return system;
    }

    private static Set<String> changed(Set<String> paths, double share, Random random) {
        Set<String> changed = new TreeSet<>();
        for (String path : paths) {
            changed.add(random.nextDouble() < share ? path + "/changed" + random.nextInt(1000) : path);
        }
        return changed;
    }

    private static List<Api> read(Path folder) throws IOException {
        JsonMapper json = new JsonMapper();
        List<Api> apis = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode root = json.readTree(Files.readAllBytes(file));
                Set<String> paths = new TreeSet<>(root.path("paths").propertyNames());
                apis.add(new Api(
                        folder.relativize(file).toString(),
                        root.path("info").path("title").asString("Untitled API"),
                        host(root.path("servers").path(0).path("url").asString("")),
                        root.path("servers").path(0).path("url").asString(""),
                        paths));
            }
        }
        return apis;
    }

    private static String host(@Nullable String url) {
        try {
            String host = URI.create(String.valueOf(url)).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @SuppressWarnings("SystemOut")
    private static void report(String what, int figure) {
        System.out.println(figure + "\t" + what);
    }
}
