package dev.ferrule.cli;

import dev.ferrule.problem.Problem;
import dev.ferrule.store.StartupFailure;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.convert.ConversionFailedException;

/** What a person at a terminal reads about a failure: what is wrong and what to do, on one line where that is enough. */
final class FailureText {

    private FailureText() {}

    static String of(Throwable failure) {
        StartupFailure startup = StartupFailure.behind(failure);
        if (startup != null) {
            return startup.getMessage() + " " + startup.action();
        }
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof Problem problem) {
                return text(problem);
            }
            if (cause instanceof PortInUseException port) {
                return "Port " + port.getPort()
                        + " is in use already. Stop what uses it, or set SERVER_PORT to another.";
            }
            if (cause instanceof BindException setting && setting.getProperty() != null) {
                return "The setting " + setting.getName() + " cannot be '"
                        + setting.getProperty().getValue() + "'.";
            }
            if (cause instanceof ConversionFailedException setting) {
                return "A setting cannot be '" + setting.getValue() + "': check your environment variables.";
            }
            if (cause instanceof java.net.BindException) {
                return "This machine has no such address to listen on. Set SERVER_ADDRESS to one of its own.";
            }
        }
        return "Failed unexpectedly: " + oneLine(root)
                + " (set LOGGING_LEVEL_DEV_FERRULE_CLI=debug and try again for more)";
    }

    private static String text(Problem problem) {
        String at = problem.violations().stream()
                .filter(violation -> !violation.message().equals(problem.getMessage()))
                .map(violation -> "\n  " + violation.pointer() + ": " + violation.message())
                .collect(Collectors.joining());
        return problem.description() + at;
    }

    private static String oneLine(Throwable failure) {
        return failure.toString().lines().limit(1).collect(Collectors.joining());
    }
}
