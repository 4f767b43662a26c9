package dev.ferrule.cli;

import dev.ferrule.evaluation.AuthEvaluation;
import dev.ferrule.evaluation.AuthScore;
import dev.ferrule.evaluation.Evaluation;
import dev.ferrule.evaluation.EvaluationRequest;
import dev.ferrule.evaluation.FittedWeights;
import dev.ferrule.evaluation.Report;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.PlanRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures plans on corpora, with a catalogue and a data folder of its own: the user's are never touched. */
@Command(
        name = "evaluate",
        description = "Measures how well requirements with known answers are planned.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A corpus is a folder with requirements.jsonl and its specs in specs/, or with queries.json beside its",
            "specs; or a folder of such folders. Exit code 1: a main figure is worse than the baseline allows, or the",
            "weights are not those that are learned now."
        })
final class EvaluateCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "CORPUS", description = "Folders to evaluate.")
    private List<Path> corpora = List.of();

    @Option(names = "--specs", paramLabel = "DIR", description = "Specs of corpora that have none beside them.")
    private @Nullable Path specs;

    @Option(names = "--mode", description = "Plans to make: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Plan.Mode mode = Plan.Mode.BALANCED;

    @Option(
            names = "--engine",
            paramLabel = "offline|llm",
            description = "Plan by rules or by the configured language model (${DEFAULT-VALUE}).")
    private String engine = PlanRequest.OFFLINE;

    @Option(names = "--parallel", paramLabel = "N", description = "Requirements to plan at a time (${DEFAULT-VALUE}).")
    private int parallel = 1;

    @Option(names = "--pooled", description = "Ask queries against the specs of all domains together too.")
    private boolean pooled;

    @Option(names = "--unnamed", description = "Ask requirements with no spec given too: find their systems.")
    private boolean unnamed;

    @Option(names = "--auth", description = "Measure the detection of auth methods by itself too.")
    private boolean auth;

    @Option(names = "--auth-only", description = "Measure nothing else.")
    private boolean authOnly;

    @Option(names = "--cross-validate", description = "Plan each fold by weights learned from the other folds.")
    private boolean crossValidate;

    @Option(names = "--fit", paramLabel = "FILE", description = "Learn the weights, write them there, and end.")
    private @Nullable Path fit;

    @Option(
            names = "--same-weights",
            paramLabel = "FILE",
            description = "Learn the weights too, and fail when they are not those of the file.")
    private @Nullable Path sameWeights;

    @Option(names = "--worst", paramLabel = "N", description = "Cases to explain of each corpus (${DEFAULT-VALUE}).")
    private int worst = 5;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON; -: to standard output.")
    private @Nullable String json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report as Markdown.")
    private @Nullable Path report;

    @Option(names = "--baseline", paramLabel = "FILE", description = "JSON of an earlier run to compare with.")
    private @Nullable Path baseline;

    @Option(names = "--work", paramLabel = "DIR", description = "Keep catalogue and vectors there for the next run.")
    private @Nullable Path work;

    @Option(names = "--if-present", description = "Say so and go on where a corpus is not at hand.")
    private boolean ifPresent;

    private final Launcher launcher;

    @Spec
    private CommandSpec command;

    EvaluateCommand(Launcher launcher) {
        this.launcher = launcher;
        this.command = CommandSpec.create();
    }

    @Override
    public Integer call() throws Exception {
        List<Path> present = present();
        if (present.isEmpty()) {
            return 0;
        }
        EvaluationRequest request =
                new EvaluationRequest(present, specs, mode, pooled, unnamed, crossValidate, worst, engine, parallel);
        @Nullable Report earlier = baseline == null ? null : Report.parse(Files.readString(baseline));
        List<AuthScore> detected = auth || authOnly ? new AuthEvaluation(request).evaluate() : List.of();
        if (authOnly) {
            return finish(new Report("balanced", "learned", List.of(), detected), earlier);
        }
        try (EvaluationFolder folder = EvaluationFolder.open(work)) {
            Map<String, String> settings = Map.of(
                    "ferrule.data-dir", folder.path().toString(),
                    "spring.mongodb.uri", "",
                    "ferrule.samples", "false",
                    "ferrule.embedding.enabled", "true");
            return launcher.use(settings, application -> run(application, request, earlier, detected));
        }
    }

    private List<Path> present() {
        PrintWriter err = command.commandLine().getErr();
        return corpora.stream()
                .filter(folder -> {
                    boolean skipped = ifPresent && !Files.isDirectory(folder);
                    if (skipped) {
                        err.println("SKIPPED, not at hand: the corpus " + folder);
                    }
                    return !skipped;
                })
                .toList();
    }

    private int run(
            ApplicationContext application,
            EvaluationRequest request,
            @Nullable Report earlier,
            List<AuthScore> detected)
            throws IOException {
        Evaluation evaluation = application.getBean(Evaluation.class);
        PrintWriter err = command.commandLine().getErr();
        if (fit != null) {
            Files.writeString(fit, evaluation.fit(request, err::println).text());
            return 0;
        }
        if (sameWeights == null) {
            return finish(with(evaluation.evaluate(request, err::println), detected), earlier);
        }
        String file = Files.readString(sameWeights);
        Evaluation.Made made = evaluation.evaluateAndFit(request, err::println);
        int finished = finish(with(made.report(), detected), earlier);
        return areSame(made.weights(), file) ? finished : 1;
    }

    private static Report with(Report made, List<AuthScore> detected) {
        return new Report(made.mode(), made.weights(), made.corpora(), detected);
    }

    private boolean areSame(FittedWeights learned, String file) {
        PrintWriter err = command.commandLine().getErr();
        List<String> differences = learned.differences(file);
        differences.forEach(line -> err.println("OTHER WEIGHTS " + line));
        if (differences.isEmpty() && !learned.isExactly(file)) {
            err.println("The weights learned now are those of " + sameWeights + " but for rounding.");
        } else if (differences.isEmpty()) {
            err.println("The weights learned now are those of " + sameWeights + ", byte by byte.");
        }
        return differences.isEmpty();
    }

    private int finish(Report made, @Nullable Report earlier) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        if ("-".equals(json)) {
            out.print(made.json());
        } else {
            out.print(made.text());
            if (json != null) {
                Files.writeString(Path.of(json), made.json());
            }
        }
        out.flush();
        if (report != null) {
            Files.writeString(report, made.markdown());
        }
        if (earlier == null) {
            return 0;
        }
        PrintWriter err = command.commandLine().getErr();
        made.notCompared(earlier).forEach(name -> err.println("SKIPPED, not evaluated now: " + name));
        List<String> worse = made.worseThan(earlier);
        worse.forEach(line -> err.println("WORSE " + line));
        return worse.isEmpty() ? 0 : 1;
    }
}
