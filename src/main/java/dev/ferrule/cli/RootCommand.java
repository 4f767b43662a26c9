package dev.ferrule.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** What there is to call; without a command the service starts. */
@Command(
        name = "ferrule",
        description = "Turns a plain-language integration requirement and OpenAPI specs into connectors.",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        subcommands = {
            ServeCommand.class,
            IngestCommand.class,
            PlanCommand.class,
            DriftCommand.class,
            ExportCommand.class,
            EvaluateCommand.class,
            KeysCommand.class
        },
        footer = {"", "Without a command, ferrule serves. Settings are environment variables; the README lists them."})
final class RootCommand {

    /** From the jar's manifest, which a run from compiled classes does not have. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            @Nullable String version = Version.class.getPackage().getImplementationVersion();
            return new String[] {"ferrule " + (version == null ? "development" : version)};
        }
    }
}
