package dev.ferrule.cli;

import dev.ferrule.vault.Keys;
import java.io.PrintWriter;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The keys that seal credentials. */
@Command(
        name = "keys",
        description = "Shows and rotates the keys that seal credentials.",
        mixinStandardHelpOptions = true,
        subcommands = {KeysCommand.Show.class, KeysCommand.Rotate.class},
        synopsisSubcommandLabel = "(show | rotate data | rotate master)")
final class KeysCommand {

    @Command(
            name = "show",
            description = "Says where the master key comes from and when keys were rotated; never a key.",
            mixinStandardHelpOptions = true)
    static final class Show extends ApplicationCommand {

        Show(Launcher launcher) {
            super(launcher);
        }

        @Override
        int run(ApplicationContext application, PrintWriter out) {
            Keys.State state = application.getBean(Keys.class).state(ORGANISATION);
            out.println("master key  " + state.masterKeyId() + " from " + state.masterKeyOrigin());
            out.println("data key    "
                    + (state.rotatedAt() == null ? "none yet: nothing is sealed" : "of " + state.rotatedAt()));
            return 0;
        }
    }

    @Command(
            name = "rotate",
            description = "Makes a new key and seals again by it; services on the same database go on meanwhile.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "With the embedded database the service has the folder: ask it instead,",
                "by POST /api/v1/keys/rotations {\"key\":\"data\"} or {\"key\":\"master\"}."
            })
    static final class Rotate extends ApplicationCommand {

        @Parameters(paramLabel = "KEY", description = "Which key: ${COMPLETION-CANDIDATES}.")
        private Keys.Key key = Keys.Key.DATA;

        Rotate(Launcher launcher) {
            super(launcher);
        }

        @Override
        int run(ApplicationContext application, PrintWriter out) {
            Keys.Rotation done = application.getBean(Keys.class).rotate(ORGANISATION, key);
            out.println(
                    key == Keys.Key.MASTER
                            ? "The master key " + done.masterKeyId() + " seals now; data keys sealed again: "
                                    + done.sealedAgain()
                            : "A new data key seals now; secrets sealed again: " + done.sealedAgain());
            return 0;
        }
    }
}
