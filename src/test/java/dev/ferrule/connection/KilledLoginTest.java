package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Ferrule;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;

class KilledLoginTest {

    @TempDir
    Path data;

    @Test
    void aKillBetweenExchangeAndSaveLeavesNoHalfConnectionAndTheNextLoginIsWhole() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoginUntilKilled.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.startsWith(LoginUntilKilled.EXCHANGED)) {
                    process.toHandle().destroyForcibly(); // SIGKILL
                }
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).isEqualTo(128 + 9);

        try (ConfigurableApplicationContext context = LoginUntilKilled.start(data, Ferrule.class)) {
            MongoTemplate mongo = context.getBean(MongoTemplate.class);
            assertThat(mongo.getCollection("connections").countDocuments()).isZero();
            assertThat(mongo.getCollection("oauthFlows").countDocuments())
                    .as("the state is used up")
                    .isZero();

            StoredConnection whole = LoginUntilKilled.login(context);
            assertThat(whole.status()).isEqualTo(Status.CONNECTED);
            Document stored = mongo.getCollection("connections")
                    .find(new Document("_id", whole.id()))
                    .first();
            Document token = stored.get("token", Document.class);
            assertThat(token).containsKeys("access", "refresh", "expiresAt");
            assertThat(stored.getList("credentials", Document.class)).hasSize(2);
        }
    }
}
