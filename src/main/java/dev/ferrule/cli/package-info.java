/**
 * The commands of the program: {@code serve}, and those that do one thing and end.
 *
 * <p>To add one: extend {@link dev.ferrule.cli.ApplicationCommand}, describe it with picocli's annotations, and name it
 * among the subcommands of {@link dev.ferrule.cli.RootCommand}. It gets the application's beans when it is run, so that
 * {@code --help} and a wrong option answer at once.
 */
@ApplicationModule(
        allowedDependencies = {
            "evaluation",
            "planning",
            "ingest",
            "egress",
            "catalogue",
            "connector",
            "connection",
            "drift",
            "auth",
            "spec",
            "vault",
            "store",
            "http",
            "problem"
        })
@NullMarked
package dev.ferrule.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
