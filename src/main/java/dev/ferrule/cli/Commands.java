package dev.ferrule.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** The program as it is called from a shell. Exit codes: 0, 1 when something failed, 2 for a wrong call. */
public final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private Commands() {}

    /** Runs the command that {@code args} name, and returns the exit code when it has ended. */
    public static int run(Class<?> application, String... args) {
        // UTF-8 whatever the terminal's locale, since results are piped to programs too.
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return run(new Launcher(application), out, err, args);
    }

    static int run(Launcher launcher, PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(RootCommand.class, new WithLauncher(launcher))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(FailureText.of(failure));
                    LOG.debug("The command failed", failure);
                    return CommandLine.ExitCode.SOFTWARE;
                });
        return line.execute(args.length == 0 ? new String[] {"serve"} : args);
    }

    /** Gives each command its launcher, and lets picocli make everything else. */
    private record WithLauncher(Launcher launcher) implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Launcher.class) {
                    return type.cast(constructor.newInstance(launcher));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
