package dev.ferrule.cli;

import dev.ferrule.drift.DriftReport;
import dev.ferrule.drift.Drifts;
import dev.ferrule.drift.Severity;
import dev.ferrule.drift.UpgradeForm;
import dev.ferrule.drift.UpgradeResult;
import dev.ferrule.drift.Upgrading;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Newer versions of specs: who is touched, and going there and back. */
@Command(
        name = "drift",
        description = "Tells which connectors newer versions of their specs touch, and upgrades them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DriftCommand.ListAll.class,
            DriftCommand.Show.class,
            DriftCommand.Preview.class,
            DriftCommand.Go.class,
            DriftCommand.Undo.class
        },
        synopsisSubcommandLabel = "(list | show | preview | upgrade | undo)",
        footer = {"", "A CONNECTOR is given by its id, or by its name where only one has it."})
final class DriftCommand {

    private static final int LISTED = 100;

    /** What the commands have in common. */
    abstract static class About extends ApplicationCommand {

        @Option(names = "--json", description = "Print what the API answers.")
        private boolean json;

        About(Launcher launcher) {
            super(launcher);
        }

        void print(ApplicationContext application, PrintWriter out, Object answer) {
            if (json) {
                JsonMapper mapper = application.getBean(JsonMapper.class);
                out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
            } else {
                new DriftTable(out).print(answer);
            }
        }

        /** All connectors, a page at a time. */
        static List<DriftReport.Line> lines(Drifts drifts) {
            List<DriftReport.Line> lines = new ArrayList<>();
            String cursor = null;
            do {
                Page<DriftReport.Line> page = drifts.lines(ORGANISATION, LISTED, cursor);
                lines.addAll(page.items());
                cursor = page.nextCursor();
            } while (cursor != null);
            return lines;
        }
    }

    /** One connector. */
    abstract static class AboutOne extends About {

        @Parameters(paramLabel = "CONNECTOR", description = "Id or name of a connector.")
        private String connector = "";

        AboutOne(Launcher launcher) {
            super(launcher);
        }

        final String connectorId(ApplicationContext application) {
            Drifts drifts = application.getBean(Drifts.class);
            List<String> named = drifts.connectorsNamed(ORGANISATION, connector);
            if (named.size() > 1) {
                throw new Problem(
                        Problem.Kind.CONFLICT,
                        "name-ambiguous",
                        "Several connectors are named '" + connector + "': " + String.join(", ", named) + ".");
            }
            return named.isEmpty() ? connector : named.get(0);
        }
    }

    @Command(
            name = "list",
            description = "One line for each connector that a newer version touches.",
            mixinStandardHelpOptions = true)
    static final class ListAll extends About {

        @Option(names = "--all", description = "Those that nothing touches, too.")
        private boolean all;

        ListAll(Launcher launcher) {
            super(launcher);
        }

        @Override
        int run(ApplicationContext application, PrintWriter out) {
            List<DriftReport.Line> lines = lines(application.getBean(Drifts.class)).stream()
                    .filter(line -> all || line.severity() != Severity.NONE)
                    .toList();
            print(application, out, lines);
            return 0;
        }
    }

    @Command(
            name = "show",
            description = "What of a connector and its templates is touched, how badly, and what to do.",
            mixinStandardHelpOptions = true)
    static final class Show extends AboutOne {

        Show(Launcher launcher) {
            super(launcher);
        }

        @Override
        int run(ApplicationContext application, PrintWriter out) {
            print(application, out, application.getBean(Drifts.class).of(ORGANISATION, connectorId(application)));
            return 0;
        }
    }

    /** What is wanted of an upgrade. */
    abstract static class Wish extends AboutOne {

        @Option(
                names = "--template",
                paramLabel = "ID",
                description = "A template that goes along; may be repeated. Others stay where they are pinned.")
        private List<String> templates = new ArrayList<>();

        @Option(names = "--all-templates", description = "All templates of the connector go along.")
        private boolean all;

        @Option(names = "--follow-moves", description = "Templates take an operation that moved in its new place.")
        private boolean follow;

        @Option(
                names = "--take-theirs",
                paramLabel = "ID",
                description = "Endpoint (or base-url) where the newer version wins over what people wrote.")
        private List<String> theirs = new ArrayList<>();

        @Option(names = "--spec", paramLabel = "ID", description = "The version to go to; without it the newest.")
        private @Nullable String spec;

        Wish(Launcher launcher) {
            super(launcher);
        }

        final UpgradeResult upgrade(ApplicationContext application, boolean dry) {
            String id = connectorId(application);
            List<String> named = templates;
            if (all) {
                named = application.getBean(Drifts.class).of(ORGANISATION, id).templates().stream()
                        .map(DriftReport.TemplateDrift::templateId)
                        .toList();
            }
            return application
                    .getBean(Upgrading.class)
                    .upgrade(ORGANISATION, id, null, new UpgradeForm(spec, named, dry, follow, theirs));
        }
    }

    @Command(
            name = "preview",
            description = "What an upgrade would do; nothing is changed.",
            mixinStandardHelpOptions = true)
    static final class Preview extends Wish {

        Preview(Launcher launcher) {
            super(launcher);
        }

        @Override
        int run(ApplicationContext application, PrintWriter out) {
            print(application, out, upgrade(application, true));
            return 0;
        }
    }

    @Command(
            name = "upgrade",
            description = "Brings a connector to newer versions of its specs, and the templates that are named.",
            mixinStandardHelpOptions = true)
    static final class Go extends Wish {

        Go(Launcher launcher) {
            super(launcher);
        }

        @Override
        int run(ApplicationContext application, PrintWriter out) {
            print(application, out, upgrade(application, false));
            return 0;
        }
    }

    @Command(
            name = "undo",
            description = "Takes the last upgrade of a connector back; what people changed since stays.",
            mixinStandardHelpOptions = true)
    static final class Undo extends AboutOne {

        Undo(Launcher launcher) {
            super(launcher);
        }

        @Override
        int run(ApplicationContext application, PrintWriter out) {
            print(
                    application,
                    out,
                    application.getBean(Upgrading.class).undo(ORGANISATION, connectorId(application), null));
            return 0;
        }
    }
}
