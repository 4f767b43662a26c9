package dev.ferrule.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import dev.ferrule.problem.Problem;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.health.MongoHealthIndicator;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** How the store opens, and fails to, in an application. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {

    @TempDir
    Path temp;

    @Configuration(proxyBeanMethods = false)
    @Import({StoreConfiguration.class, MongoHealthIndicator.class})
    @ImportAutoConfiguration({MongoAutoConfiguration.class, DataMongoAutoConfiguration.class})
    static class Application {}

    @Test
    void embeddedDatabaseIsHealthyAndGivesTheFolderBackAtTheEnd() throws Exception {
        try (ConfigurableApplicationContext context = start("")) {
            assertThat(context.getBean(MongoHealthIndicator.class).health().getStatus())
                    .isEqualTo(Status.UP);
            assertThat(context.getBean(DataFolder.class).path()).isEqualTo(temp);
        }
        DataFolder.open(temp).close();
    }

    @Test
    void serverThatDoesNotAnswerIsNamedWithoutItsPassword(CapturedOutput output) throws Exception {
        int port = unusedPort();
        assertThatThrownBy(() -> start("mongodb://me:hush-hush@127.0.0.1:" + port + "/?serverSelectionTimeoutMS=300"))
                .satisfies(thrown -> assertThat(said(thrown))
                        .contains("The MongoDB server at 127.0.0.1:" + port + " does not answer.")
                        .contains("MONGODB_URI")
                        .doesNotContain("hush-hush"));
        assertThat(output).doesNotContain("hush-hush");
        DataFolder.open(temp).close(); // and the lock is gone
    }

    @Test
    void lockedFolderIsSaidWithWhatToDo() throws Exception {
        try (DataFolder folder = DataFolder.open(temp)) {
            assertThatThrownBy(() -> start(""))
                    .satisfies(thrown -> assertThat(said(thrown))
                            .contains(folder.path() + " is in use by another Ferrule process")
                            .contains("Stop it, or set FERRULE_DATA_DIR"));
        }
    }

    /** What package cli prints. */
    private static String said(Throwable thrown) {
        StartupFailure failure = StartupFailure.behind(thrown);
        assertThat(failure).isNotNull();
        return failure.getMessage() + " " + failure.action();
    }

    @Test
    void databaseThatGoesAwayLaterIsAProblemOfItsOwnKind() {
        try (ConfigurableApplicationContext context = start("")) {
            var translator = context.getBean(MongoDatabaseFactory.class).getExceptionTranslator();
            assertThatThrownBy(() -> translator.translateExceptionIfPossible(new MongoTimeoutException("no server")))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
                        assertThat(problem.code()).isEqualTo("database-unavailable");
                    });
        }
    }

    private ConfigurableApplicationContext start(String uri) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run("--ferrule.data-dir=" + temp, "--spring.mongodb.uri=" + uri);
    }

    private static int unusedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
