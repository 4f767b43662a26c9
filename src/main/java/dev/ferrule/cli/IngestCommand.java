package dev.ferrule.cli;

import dev.ferrule.catalogue.Upkeep;
import dev.ferrule.drift.Drifts;
import dev.ferrule.drift.Severity;
import dev.ferrule.egress.Fetcher;
import dev.ferrule.ingest.FileItems;
import dev.ferrule.ingest.Globs;
import dev.ferrule.ingest.Ingestion;
import dev.ferrule.ingest.ItemSource;
import dev.ferrule.ingest.SomeItems;
import dev.ferrule.ingest.UrlItems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Loads many specs at once. */
@Command(
        name = "ingest",
        description =
                "Adds API descriptions to the catalogue: files, folders with all below them (a git checkout, too), globs,"
                        + " .zip and .tar.gz archives, URLs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What is in the catalogue already is left as it is. Exit code 1: some could not be added; they are listed.",
            "Ctrl-C finishes what is being read and ends; the same call again does the rest."
        })
final class IngestCommand extends ApplicationCommand {

    /** Documents behind URLs come slowly, whatever the number of cores. */
    private static final int FETCHERS = 8;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Files, folders, archives, and globs such as 'specs/**/*.json'.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--url", paramLabel = "URL", description = "Where to fetch one more document; may be repeated.")
    private List<String> urls = new ArrayList<>();

    @Option(names = "--urls", paramLabel = "FILE", description = "A file with one URL a line; '#' begins a remark.")
    private @Nullable Path urlFile;

    @Option(
            names = "--failed-in",
            paramLabel = "FILE",
            description = "Only what had failed in an earlier run of the same call, which wrote FILE with --json.")
    private @Nullable Path earlier;

    @Option(names = "--dry-run", description = "Say what would become of each document, and add none.")
    private boolean dryRun;

    @Option(names = "--json", description = "One JSON object a line for each document, and one for the summary.")
    private boolean json;

    @Option(
            names = "--wait-for-vectors",
            description =
                    "Go on until everything is found by its meaning too, which takes about 8 ms of CPU an operation;"
                            + " else the service does it in the background.")
    private boolean waitForVectors;

    private final List<SomeItems> sources = new CopyOnWriteArrayList<>();
    private Predicate<String> wanted = name -> true;
    private volatile boolean stopped;

    IngestCommand(Launcher launcher) {
        super(launcher);
    }

    @Override
    void check() {
        urls = Stream.concat(urls.stream(), listed()).toList();
        if (paths.isEmpty() && urls.isEmpty()) {
            throw new ParameterException(commandLine(), "Nothing to ingest: give a PATH or a --url.");
        }
        if (earlier != null) {
            Set<String> failed = failed(earlier);
            wanted = name -> failed.contains(name) || failed.contains(name.replaceFirst("!/.*", ""));
        }
    }

    private Set<String> failed(Path report) {
        JsonMapper mapper = JsonMapper.builder().build();
        Set<String> names = new HashSet<>();
        try {
            for (String line : Files.readAllLines(report)) {
                JsonNode outcome = mapper.readTree(line);
                if (outcome.path("state").asString("").equals("failed")) {
                    names.add(outcome.path("name").asString(""));
                }
            }
        } catch (IOException | JacksonException e) {
            throw new ParameterException(commandLine(), "The file '" + report + "' is no output of --json.", e);
        }
        return names;
    }

    /** What is being read is still finished. */
    @Override
    boolean stop() {
        stopped = true;
        sources.forEach(SomeItems::stop);
        return true;
    }

    private Stream<String> listed() {
        if (urlFile == null) {
            return Stream.of();
        }
        try {
            return Files.readAllLines(urlFile).stream()
                    .map(line -> line.replaceAll("(^|\\s)#.*", "").strip())
                    .filter(line -> !line.isEmpty());
        } catch (IOException e) {
            throw new ParameterException(commandLine(), "The file '" + urlFile + "' cannot be read as text.", e);
        }
    }

    @Override
    int run(ApplicationContext application, PrintWriter out) {
        Upkeep upkeep = application.getBean(Upkeep.class);
        upkeep.prepareToAdd();
        FileItems files = new FileItems(Globs.expand(paths));
        IngestReport report = new IngestReport(out, err(), json, files.count() + urls.size());
        int threads = Runtime.getRuntime().availableProcessors();
        Ingestion ingestion = application.getBean(Ingestion.class);
        ingestion.run(ORGANISATION, some(files), threads, dryRun, report::add);
        UrlItems fetched = new UrlItems(urls, application.getBean(Fetcher.class));
        ingestion.run(ORGANISATION, some(fetched), Math.max(1, Math.min(FETCHERS, urls.size())), dryRun, report::add);
        report.finish(stopped);
        if (report.ingested() > 0 && !dryRun && !json) {
            tellTouched(application.getBean(Drifts.class), out);
        }
        if (waitForVectors && !dryRun && !stopped) {
            upkeep.embedAll(left -> report.progress(left + " specs still without vectors"));
            report.endProgress();
        }
        return report.failed() == 0 ? 0 : 1;
    }

    /** Newer versions are found out about here, by whoever brings them, and not when calls fail. */
    private static void tellTouched(Drifts drifts, PrintWriter out) {
        long touched = DriftCommand.About.lines(drifts).stream()
                .filter(line -> line.severity() != Severity.NONE)
                .count();
        if (touched > 0) {
            out.println();
            out.println("Newer versions touch " + touched + (touched == 1 ? " connector" : " connectors")
                    + ": 'drift list' says which.");
        }
    }

    private SomeItems some(ItemSource all) {
        SomeItems some = new SomeItems(all, wanted);
        sources.add(some);
        if (stopped) {
            some.stop();
        }
        return some;
    }
}
