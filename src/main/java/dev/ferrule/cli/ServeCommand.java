package dev.ferrule.cli;

import dev.ferrule.http.AccessToken;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the service until the process is told to stop. */
@Command(
        name = "serve",
        description = "Starts the service; Ctrl-C stops it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "SERVER_PORT      port to listen on (8080)",
            "SERVER_ADDRESS   address to listen on (127.0.0.1)",
            "FERRULE_DATA_DIR folder for everything that is kept (./data)",
            "FERRULE_TOKEN    access token (made at the first start)",
            "MONGODB_URI      a MongoDB server (unset: the embedded one)",
            "FERRULE_MASTER_KEY_FILE  what credentials are sealed with (made in the data folder)"
        })
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private final Launcher launcher;

    @Spec
    private CommandSpec spec;

    ServeCommand(Launcher launcher) {
        this.launcher = launcher;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        launcher.serve((context, port) -> {
            LOG.info("Ready on port {}", port);
            String link = context.getBean(AccessToken.class).linkIfNew(port);
            if (link != null) {
                out.println("Open " + link);
                out.println("This link holds the access token and is shown only once.");
                out.flush();
            }
        });
        return 0;
    }
}
