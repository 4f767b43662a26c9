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
import java.util.Locale;
import java.util.stream.Collectors;
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
    private static final int LIKE = 3;

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

        /** What a person might do next; programs are told nothing but the answer. */
        void hint(PrintWriter out, String next) {
            if (!json) {
                out.println();
                out.println(next);
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
            if (!named.isEmpty()) {
                return named.get(0);
            }
            List<DriftReport.Line> lines = lines(drifts);
            if (lines.stream().anyMatch(line -> line.connectorId().equals(connector))) {
                return connector;
            }
            throw new Problem(Problem.Kind.NOT_FOUND, "connector-not-found", unknown(lines));
        }

        /** Not taken for the one that it may mean: an upgrade must not go to a connector that was guessed. */
        private String unknown(List<DriftReport.Line> lines) {
            String word = connector.toLowerCase(Locale.ROOT);
            String like = lines.stream()
                    .filter(line -> line.name().toLowerCase(Locale.ROOT).contains(word))
                    .limit(LIKE)
                    .map(line -> "'" + DriftTable.clean(line.name()) + "' (" + line.connectorId() + ")")
                    .collect(Collectors.joining(", "));
            return "There is no connector of the id or whole name '" + connector + "'"
                    + (like.isEmpty() ? "; 'drift list --all' shows all there are." : ", but " + like + ".");
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
            if (lines.stream().anyMatch(line -> line.severity() != Severity.NONE)) {
                hint(out, "'drift show' with an id or a name says what changed and what to do.");
            }
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
            DriftReport report = application.getBean(Drifts.class).of(ORGANISATION, connectorId(application));
            print(application, out, report);
            if (report.severity() != Severity.NONE) {
                hint(
                        out,
                        "'drift preview " + report.connectorId() + " --all-templates' says what an upgrade would do.");
            }
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
            hint(out, "Nothing was changed. 'drift upgrade' with the same words does it, 'drift undo' takes it back.");
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
            UpgradeResult result = upgrade(application, false);
            print(application, out, result);
            if (!result.dryRun()) {
                hint(out, "'drift undo " + result.connectorId() + "' takes it back.");
            }
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
            UpgradeResult result =
                    application.getBean(Upgrading.class).undo(ORGANISATION, connectorId(application), null);
            print(application, out, result);
            hint(
                    out,
                    "Revision " + result.toRevision() + " has again what revision " + result.fromRevision() + " had.");
            return 0;
        }
    }
}
