package dev.ferrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Ferrule;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;

class LauncherTest {

    @TempDir
    private Path data;

    @BeforeEach
    void ownDataFolder() {
        System.setProperty("ferrule.data-dir", data.toString());
        System.setProperty("ferrule.samples", "false");
    }

    @AfterEach
    void nobodyElsesSettings() {
        System.clearProperty("ferrule.data-dir");
        System.clearProperty("ferrule.samples");
    }

    @Test
    void aCommandHasTheApplicationWithoutAServerOrAToken() throws Exception {
        int exit = new Launcher(Ferrule.class).use(application -> {
            assertThat(application).isNotInstanceOf(WebServerApplicationContext.class);
            assertThat(application.getBean(MongoOperations.class).getCollectionNames())
                    .isNotNull();
            return 1;
        });

        assertThat(exit).isEqualTo(1);
        assertThat(data.resolve("access-token")).doesNotExist();
    }

    @Test
    void afterACommandTheDataFolderIsFreeAgain() throws Exception {
        Launcher launcher = new Launcher(Ferrule.class);
        launcher.use(application -> {
            StringWriter err = new StringWriter();
            assertThat(Commands.run(launcher, new PrintWriter(err), new PrintWriter(err, true), "serve"))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .contains("is in use by another Ferrule process")
                    .hasLineCount(1);
            return 0;
        });

        assertThat(launcher.use(application -> 0)).isZero();
    }
}
