package dev.ferrule.cli;

import dev.ferrule.connector.Exports;
import dev.ferrule.connector.Integrations;
import dev.ferrule.problem.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what was made. */
@Command(
        name = "export",
        description = "Writes integrations, templates, connectors and revisions as JSON; never a secret.",
        mixinStandardHelpOptions = true)
final class ExportCommand extends ApplicationCommand {

    @Option(names = "--integration", paramLabel = "NAME", description = "Only this integration and what it uses.")
    private @Nullable String integration;

    @Option(names = "--output", paramLabel = "FILE", description = "Write to this new file instead of standard output.")
    private @Nullable Path output;

    ExportCommand(Launcher launcher) {
        super(launcher);
    }

    @Override
    int run(ApplicationContext application, PrintWriter out) throws IOException {
        String integrationId = integration == null
                ? null
                : application
                        .getBean(Integrations.class)
                        .named(ORGANISATION, integration)
                        .orElseThrow(() -> Problem.notFound("integration", String.valueOf(integration)))
                        .id();
        Exports.Export export = application.getBean(Exports.class).of(ORGANISATION, integrationId);
        String json = application
                .getBean(JsonMapper.class)
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(export);
        if (output == null) {
            out.println(json);
        } else if (Files.exists(output)) {
            throw new Problem(
                    Problem.Kind.CONFLICT, "file-exists", "The file " + output + " exists; name one that does not.");
        } else {
            Files.writeString(output, json);
        }
        return 0;
    }
}
