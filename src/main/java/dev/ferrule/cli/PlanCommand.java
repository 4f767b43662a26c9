package dev.ferrule.cli;

import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Upkeep;
import dev.ferrule.connector.Integration;
import dev.ferrule.connector.Integrations;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.PlanRequest;
import dev.ferrule.planning.Planning;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Plans one requirement. */
@Command(
        name = "plan",
        description = "Plans what a requirement needs: systems, endpoints, auth, and what remains open.",
        mixinStandardHelpOptions = true)
final class PlanCommand extends ApplicationCommand {

    /** The embedding model takes a second or three to load; without it words alone must do. */
    private static final Duration MODEL = Duration.ofSeconds(30);

    @Parameters(
            arity = "1..*",
            paramLabel = "REQUIREMENT",
            description = "What the integration must do, in plain words; - reads it from standard input.")
    private List<String> requirement = new ArrayList<>();

    @Option(names = "--spec", paramLabel = "ID", description = "Stay within this spec; may be repeated.")
    private List<String> specs = new ArrayList<>();

    @Option(names = "--recall", description = "Rather show too many endpoints than miss one.")
    private boolean recall;

    @Option(
            names = "--integration",
            paramLabel = "NAME",
            description =
                    "Save the connectors and templates for this integration, made when there is none of that name.")
    private @Nullable String integration;

    @Option(names = "--build", description = "Publish the connectors at once.")
    private boolean build;

    @Option(
            names = "--engine",
            paramLabel = "offline|llm",
            description = "Who plans: the rules, or the language model, which is what plans where one is configured.")
    private @Nullable String engine;

    @Option(names = "--json", description = "Print the plan as JSON.")
    private boolean json;

    PlanCommand(Launcher launcher) {
        super(launcher);
    }

    @Override
    int run(ApplicationContext application, PrintWriter out) throws IOException {
        Planning planning = application.getBean(Planning.class);
        Upkeep upkeep = application.getBean(Upkeep.class);
        upkeep.prepareToFind();
        application.getBean(Catalogue.class).awaitModel(MODEL);
        upkeep.embedFew();
        String integrationId =
                integration == null ? null : integrationId(application.getBean(Integrations.class), integration);
        Plan plan = planning.plan(
                ORGANISATION,
                new PlanRequest(text(), specs, integrationId, recall ? Plan.Mode.RECALL : Plan.Mode.BALANCED, engine));
        Planning.@Nullable Built built = build ? planning.build(ORGANISATION, plan.id(), integrationId) : null;
        if (json) {
            JsonMapper mapper = application.getBean(JsonMapper.class);
            out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(built == null ? plan : built));
        } else {
            new PlanTable(out).print(plan);
            if (built != null) {
                built.connectors()
                        .forEach(saved -> out.printf(
                                "%nBuilt %s: %s, revision %s%n  connector %s%s%n",
                                saved.systemKey(),
                                saved.outcome().name().toLowerCase(Locale.ROOT),
                                saved.revision(),
                                saved.connectorId(),
                                saved.templateId() == null ? "" : ", template " + saved.templateId()));
                built.failed().forEach(failed -> out.printf("%nNot built %s: %s%n", failed.name(), failed.reason()));
            }
        }
        return built == null || built.failed().isEmpty() ? 0 : 1;
    }

    private String text() throws IOException {
        return requirement.equals(List.of("-"))
                ? new String(System.in.readNBytes(4 * PlanRequest.LONGEST), StandardCharsets.UTF_8)
                : String.join(" ", requirement);
    }

    private static String integrationId(Integrations integrations, String name) {
        return integrations
                .named(ORGANISATION, name)
                .map(Integration::id)
                .orElseGet(() -> integrations.create(ORGANISATION, name).id());
    }
}
