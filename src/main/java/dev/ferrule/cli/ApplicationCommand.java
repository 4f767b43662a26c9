package dev.ferrule.cli;

import dev.ferrule.http.AccessToken;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that does one thing with the application and ends. A subclass has a constructor that takes a
 * {@link Launcher}; it throws a {@code Problem} for whatever the user can put right, which is printed and ends the
 * process with 1.
 */
abstract class ApplicationCommand implements Callable<Integer> {

    /** The only organisation for now; the service acts for it too. */
    static final String ORGANISATION = AccessToken.ORGANISATION;

    private final Launcher launcher;

    @Spec
    private CommandSpec spec;

    ApplicationCommand(Launcher launcher) {
        this.launcher = launcher;
        this.spec = CommandSpec.create();
    }

    @Override
    public final Integer call() throws Exception {
        check();
        PrintWriter out = spec.commandLine().getOut();
        int exit = launcher.use(new Launcher.Work() {
            @Override
            public int with(ApplicationContext application) throws Exception {
                return run(application, out);
            }

            @Override
            public boolean stop() {
                return ApplicationCommand.this.stop();
            }
        });
        out.flush();
        return exit;
    }

    /**
     * Does the work, with results on {@code out} and nothing else there.
     *
     * @return 0, or 1 when something failed that was already reported
     */
    abstract int run(ApplicationContext application, PrintWriter out) throws Exception;

    /** On Ctrl-C, from another thread. True: {@link #run} comes to an end soon, and may do so. */
    boolean stop() {
        return false;
    }

    /** Refuses, before anything is started, what options and parameters together don't make sense of. */
    void check() {}

    final CommandLine commandLine() {
        return spec.commandLine();
    }

    /** For progress and remarks, which must not get between the results. */
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
