package dev.ferrule.cli;

import dev.ferrule.catalogue.Upkeep;
import dev.ferrule.egress.Fetcher;
import dev.ferrule.ingest.FileItems;
import dev.ferrule.ingest.Ingestion;
import dev.ferrule.ingest.UrlItems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Loads many specs at once. */
@Command(
        name = "ingest",
        description =
                "Adds API descriptions to the catalogue: files, folders with all below them, .zip and .tar.gz archives, URLs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What is in the catalogue already is left as it is. Exit code 1: some could not be added; they are listed."
        })
final class IngestCommand extends ApplicationCommand {

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Files, folders and archives.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--url", paramLabel = "URL", description = "Where to fetch one more document; may be repeated.")
    private List<String> urls = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object a line for each document, and one for the summary.")
    private boolean json;

    @Option(
            names = "--wait-for-vectors",
            description =
                    "Go on until everything is found by its meaning too, which takes about 8 ms of CPU an operation;"
                            + " else the service does it in the background.")
    private boolean waitForVectors;

    IngestCommand(Launcher launcher) {
        super(launcher);
    }

    @Override
    void check() {
        if (paths.isEmpty() && urls.isEmpty()) {
            throw new ParameterException(commandLine(), "Nothing to ingest: give a PATH or a --url.");
        }
    }

    @Override
    int run(ApplicationContext application, PrintWriter out) {
        Upkeep upkeep = application.getBean(Upkeep.class);
        upkeep.prepareToAdd();
        FileItems files = new FileItems(paths);
        IngestReport report = new IngestReport(out, err(), json, files.count() + urls.size());
        int threads = Runtime.getRuntime().availableProcessors();
        Ingestion ingestion = application.getBean(Ingestion.class);
        ingestion.run(ORGANISATION, files, threads, report::add);
        ingestion.run(ORGANISATION, new UrlItems(urls, application.getBean(Fetcher.class)), threads, report::add);
        report.finish();
        if (waitForVectors) {
            upkeep.embedAll(left -> report.progress(left + " specs still without vectors"));
            report.endProgress();
        }
        return report.failed() == 0 ? 0 : 1;
    }
}
