package dev.ferrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Ferrule;
import dev.ferrule.problem.Problem;
import dev.ferrule.store.StartupFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.PortInUseException;

class CommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"--help", "serve --help"})
    void helpAnswersWithoutStartingAnything(String args) {
        assertThat(run(new NotToBeUsed(), args)).isZero();
        assertThat(out.toString()).startsWith("Usage: ferrule");
    }

    @Test
    void theVersionIsTold() {
        assertThat(run(new NotToBeUsed(), "--version")).isZero();
        assertThat(out.toString()).startsWith("ferrule ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "serve --nonsense", "serve more"})
    void aWrongCallEndsWith2AndSaysWhatIsWrongWithIt(String args) {
        assertThat(run(new NotToBeUsed(), args)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("Un").contains(args.substring(args.lastIndexOf(' ') + 1));
    }

    @Test
    void withoutACommandItServes() {
        boolean[] served = {false};
        Launcher launcher = new NotToBeUsed() {
            @Override
            void serve(Ready ready) {
                served[0] = true;
            }
        };

        assertThat(Commands.run(launcher, new PrintWriter(out), new PrintWriter(err)))
                .isZero();
        assertThat(served[0]).isTrue();
    }

    @Test
    void aFailureEndsWith1AndIsOneLineWithoutAnyTrace() {
        Launcher launcher = new NotToBeUsed() {
            @Override
            void serve(Ready ready) {
                throw new IllegalStateException("while starting", new StartupFailure("It's locked.", "Wait.", null));
            }
        };

        assertThat(run(launcher, "serve")).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("It's locked. Wait.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void failuresSayWhatToDo() {
        assertThat(FailureText.of(new RuntimeException(new PortInUseException(8080))))
                .isEqualTo("Port 8080 is in use already. Stop what uses it, or set SERVER_PORT to another.");
        assertThat(FailureText.of(new RuntimeException(new BindException("Cannot assign requested address"))))
                .contains("SERVER_ADDRESS");
        assertThat(FailureText.of(Problem.notFound("plan", "7"))).isEqualTo("There is no plan '7'.");
        assertThat(FailureText.of(new IllegalStateException("broken\nin two lines")))
                .startsWith("Failed unexpectedly: java.lang.IllegalStateException: broken (set ");
    }

    private int run(Launcher launcher, String args) {
        return Commands.run(launcher, new PrintWriter(out, true), new PrintWriter(err, true), args.split(" "));
    }

    private static class NotToBeUsed extends Launcher {

        NotToBeUsed() {
            super(Ferrule.class);
        }

        @Override
        int use(Work work) {
            throw new AssertionError("The application was started");
        }

        @Override
        void serve(Ready ready) {
            throw new AssertionError("The application was started");
        }
    }
}
