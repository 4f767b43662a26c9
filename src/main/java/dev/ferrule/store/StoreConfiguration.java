package dev.ferrule.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoDatabaseFactorySupport;

/** Opens the data folder first, then the database: the server that {@code MONGODB_URI} names, or the embedded one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
class StoreConfiguration {

    private static final int SERVER_SELECTION_SECONDS = 5;

    @Bean
    DataFolder dataFolder(StoreSettings settings) {
        return DataFolder.open(Path.of(settings.dataDir()));
    }

    /** Closed by the context after the client that uses it, because it is a bean which that one depends on. */
    @Bean
    MongoConnectionDetails database(DataFolder folder, @Value("${spring.mongodb.uri:}") String uri) {
        if (uri.isBlank()) {
            return new Embedded(EmbeddedDatabase.start(folder));
        }
        ConnectionString server = MongoUri.parse(uri).connection();
        return () -> server;
    }

    private record Embedded(EmbeddedDatabase server) implements MongoConnectionDetails, AutoCloseable {
        @Override
        public ConnectionString getConnectionString() {
            return server.connectionString();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @Bean
    MongoClientSettingsBuilderCustomizer quickToSayThatNobodyAnswers(MongoConnectionDetails database) {
        boolean chosen = database.getConnectionString().getServerSelectionTimeout() != null;
        return settings -> settings.applyToClusterSettings(cluster -> {
            if (!chosen) {
                cluster.serverSelectionTimeout(SERVER_SELECTION_SECONDS, TimeUnit.SECONDS);
            }
        });
    }

    /** Asks the server for a sign of life before any other bean sees the client, and explains failures in our terms. */
    @Bean
    static BeanPostProcessor databaseAtStart(ObjectProvider<MongoConnectionDetails> database) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof MongoClient client) {
                    ping(client, database.getObject());
                }
                if (bean instanceof MongoDatabaseFactorySupport<?> factory) {
                    factory.setExceptionTranslator(new DatabaseProblems());
                }
                return bean;
            }
        };
    }

    private static void ping(MongoClient client, MongoConnectionDetails database) {
        MongoUri uri = new MongoUri(database.getConnectionString());
        try {
            client.getDatabase(MongoUri.DATABASE).runCommand(new Document("ping", 1));
        } catch (MongoSecurityException e) {
            throw new StartupFailure(
                    "The MongoDB server at " + uri.hosts() + " refuses the user name or password.",
                    "Correct them in MONGODB_URI, or unset that to use the embedded database.",
                    e);
        } catch (MongoException e) {
            throw new StartupFailure(
                    "The MongoDB server at " + uri.hosts() + " does not answer.",
                    "Start it or correct MONGODB_URI, or unset that to use the embedded database.",
                    e);
        }
    }
}
