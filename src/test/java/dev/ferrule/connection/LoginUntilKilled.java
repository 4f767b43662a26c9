package dev.ferrule.connection;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.ferrule.Ferrule;
import dev.ferrule.auth.AuthMethod;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Wanted;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A process that logs in, gets tokens, and stops for ever when it is about to save them. */
final class LoginUntilKilled {

    static final String EXCHANGED = "exchanged";

    private LoginUntilKilled() {}

    /** Holds the command that would save the connection. */
    static class Stuck {

        @Bean
        MongoClientSettingsBuilderCustomizer stuckBeforeSaving() {
            return settings -> settings.addCommandListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent event) {
                    if (event.getCommandName().equals("insert")
                            && event.getCommand().getString("insert").getValue().equals("connections")) {
                        System.out.println(EXCHANGED);
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                }
            });
        }
    }

    public static void main(String[] args) {
        ConfigurableApplicationContext context = start(Path.of(args[0]), Ferrule.class, Stuck.class);
        StoredConnection unused = login(context);
    }

    static ConfigurableApplicationContext start(Path data, Class<?>... sources) {
        return new SpringApplicationBuilder(sources)
                .web(WebApplicationType.NONE)
                .run(
                        "--logging.level.root=error",
                        "--ferrule.samples=false",
                        "--ferrule.embedding.enabled=false",
                        "--ferrule.egress.allow-private=true",
                        "--ferrule.data-dir=" + data);
    }

    /** A whole login at a server of its own. */
    static StoredConnection login(ConfigurableApplicationContext context) {
        try (RemoteSystem remote = new RemoteSystem()) {
            remote.at("/token", 200, "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":3600}");
            AuthMethod method = new AuthMethod(
                    "login",
                    "oauth2",
                    null,
                    null,
                    null,
                    "authorization_code",
                    remote.url("/authorize"),
                    remote.url("/token"),
                    null,
                    List.of(),
                    List.of(),
                    true,
                    1,
                    List.of(),
                    List.of(),
                    null);
            String connector = context.getBean(Connectors.class)
                    .save(
                            "default",
                            null,
                            List.of(new Wanted(
                                    "killed" + remote.url("").hashCode(),
                                    "Killed",
                                    null,
                                    remote.url(""),
                                    List.of(method),
                                    "login",
                                    List.of(),
                                    List.of())))
                    .get(0)
                    .connectorId();
            CodeLogins logins = context.getBean(CodeLogins.class);
            LoginForm form = new LoginForm(
                    "login", "K", null, null, null, null, Map.of("clientId", "c", "clientSecret", "s"), null);
            CodeLogins.Begun begun = logins.begin("default", connector, form, "http://127.0.0.1", null);
            return logins.end(new CodeLogins.Returned(begun.state(), "code", null, null), null)
                    .connection();
        }
    }
}
