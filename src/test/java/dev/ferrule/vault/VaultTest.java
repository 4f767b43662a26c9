package dev.ferrule.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import dev.ferrule.problem.Problem;
import dev.ferrule.store.DataFolder;
import dev.ferrule.store.StartupFailure;
import dev.ferrule.vault.Keys.Rotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.data.mongodb.core.MongoTemplate;

class VaultTest {

    private static final Place TOKEN = new Place("org-a", "connection-1", "token");

    @TempDir
    Path data;

    private ConfigurableApplicationContext context;

    @ComponentScan({"dev.ferrule.store", "dev.ferrule.vault"})
    @ImportAutoConfiguration({MongoAutoConfiguration.class, DataMongoAutoConfiguration.class})
    static class OnlyTheVault {}

    @AfterEach
    void stop() {
        if (context != null) {
            context.close();
        }
    }

    private Vault start(String... settings) {
        stop();
        SpringApplication spring = new SpringApplication(OnlyTheVault.class);
        spring.setWebApplicationType(WebApplicationType.NONE);
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.add("--ferrule.data-dir=" + data);
        arguments.add("--logging.level.root=error");
        context = spring.run(arguments.toArray(String[]::new));
        return context.getBean(Vault.class);
    }

    /** Another node: the same database and key file, and nothing else in common. */
    private Vault otherNode() {
        ObjectProvider<KmsClient> none = context.getBeanProvider(KmsClient.class);
        return new Vault(
                new DataKeys(context.getBean(MongoTemplate.class)),
                context.getBean(DataFolder.class),
                none,
                "",
                "",
                "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertOpens(Vault vault, Place place, Binary kept, String secret) {
        assertThat(vault.open(place, kept)).asString().isEqualTo(secret);
    }

    @Test
    void aSecretOpensAtItsPlaceAndNowhereElseAlsoAfterARestart() {
        Vault vault = start();
        Binary kept = vault.seal(TOKEN, bytes("hush"));
        assertThat(new String(kept.getData(), StandardCharsets.ISO_8859_1)).doesNotContain("hush");
        assertOpens(vault, TOKEN, kept, "hush");
        for (Place elsewhere : List.of(
                new Place("org-b", "connection-1", "token"),
                new Place("org-a", "connection-2", "token"),
                new Place("org-a", "connection-1", "key"),
                new Place("org-a", "connection-", "1token"))) {
            assertThatThrownBy(() -> vault.open(elsewhere, kept))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo("secret-unreadable"));
        }
        assertOpens(start(), TOKEN, kept, "hush");
    }

    @Test
    void theMasterKeyIsMadeForItsOwnerOnly() throws Exception {
        start();
        assertThat(Files.getPosixFilePermissions(data.resolve("master-key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void nothingStartsWithAWrongOrMissingMasterKey() throws Exception {
        Vault vault = start();
        Binary kept = vault.seal(TOKEN, bytes("hush"));
        Path file = data.resolve("master-key");
        byte[] right = Files.readAllBytes(file);
        stop();

        Files.writeString(file, KeyList.random().text());
        assertRefuses("is not the one");
        Files.delete(file);
        assertRefuses("is missing");
        Files.writeString(file, "not a key");
        assertRefuses("Base64");
        assertRefuses(
                "is not the one",
                "--ferrule.master-key=" + KeyList.random().text().strip());
        assertRefuses("has 3 bytes", "--ferrule.master-key=AAAA");
        assertRefuses("is missing", "--ferrule.master-key-file=" + data.resolve("elsewhere"));
        assertRefuses("No key management service", "--ferrule.master-key-uri=aws-kms://nowhere");

        Files.write(file, right);
        assertOpens(start(), TOKEN, kept, "hush");
    }

    private void assertRefuses(String why, String... settings) {
        assertThatThrownBy(() -> start(settings)).satisfies(thrown -> {
            StartupFailure failure = StartupFailure.behind(thrown);
            assertThat(failure).isNotNull();
            assertThat(failure.getMessage()).contains(why);
            assertThat(failure.action()).isNotBlank();
        });
    }

    @Test
    void keysRotateUnderLoadAndEveryReadOnTwoNodesSucceeds() throws Exception {
        Vault here = start();
        Vault there = otherNode();
        Map<Place, Binary> stored = new ConcurrentHashMap<>();
        for (int i = 0; i < 20; i++) {
            Place place = new Place("org-a", "connection-" + i, "token");
            stored.put(place, here.seal(place, bytes("secret " + i)));
        }
        DataKeys dataKeys = context.getBean(DataKeys.class);
        Keys keys = new Keys(here, dataKeys, context.getBeanProvider(SecretKeeper.class));
        AtomicInteger reads = new AtomicInteger();
        List<Throwable> failures = new ArrayList<>();
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Vault vault = i % 2 == 0 ? here : there;
            Thread reader = new Thread(() -> {
                try {
                    while (!enough.get()) {
                        stored.forEach((place, kept) -> {
                            assertOpens(
                                    vault,
                                    place,
                                    kept,
                                    "secret " + place.owner().substring(11));
                            reads.incrementAndGet();
                        });
                        Place mine = new Place("org-a", "connection-0", "token");
                        stored.put(mine, vault.seal(mine, bytes("secret 0")));
                    }
                } catch (Throwable e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            });
            reader.start();
            readers.add(reader);
        }
        String before = keys.state("org-a").masterKeyId();
        for (int round = 0; round < 8; round++) {
            Rotation data = keys.rotate("org-a", Keys.Key.DATA);
            stored.replaceAll((place, kept) -> here.seal(place, here.open(place, kept)));
            Rotation master = keys.rotate("org-a", Keys.Key.MASTER);
            assertThat(master.sealedAgain()).isEqualTo(2);
            assertThat(master.masterKeyId()).isNotEqualTo(data.masterKeyId());
        }
        enough.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(failures).isEmpty();
        assertThat(reads.get()).isPositive();
        assertThat(keys.state("org-a").masterKeyId()).isNotEqualTo(before);

        Vault restarted = start();
        stored.forEach((place, kept) ->
                assertOpens(restarted, place, kept, "secret " + place.owner().substring(11)));
    }

    @Test
    void theMasterKeyMayComeFromTheEnvironmentAndBeReplacedByNamingBoth() {
        String old = KeyList.random().text().strip();
        String next = KeyList.random().text().strip();
        Binary kept = start("--ferrule.master-key=" + old).seal(TOKEN, bytes("hush"));
        Vault both = start("--ferrule.master-key=" + next + "," + old);
        assertOpens(both, TOKEN, kept, "hush");
        new Keys(both, context.getBean(DataKeys.class), context.getBeanProvider(SecretKeeper.class))
                .rotate("org-a", Keys.Key.MASTER);
        assertOpens(start("--ferrule.master-key=" + next), TOKEN, kept, "hush");
        assertThat(data.resolve("master-key")).doesNotExist();
    }

    @Test
    void theMasterKeyMayBeKeptByAKeyManagementService() throws Exception {
        Aead remote = KeyList.random().aead();
        List<String> asked = new ArrayList<>();
        KmsClient service = new KmsClient() {
            @Override
            public boolean doesSupport(String uri) {
                return uri.startsWith("fake-kms://");
            }

            @Override
            public KmsClient withCredentials(String path) {
                return this;
            }

            @Override
            public KmsClient withDefaultCredentials() {
                return this;
            }

            @Override
            public Aead getAead(String uri) {
                asked.add(uri);
                return remote;
            }
        };
        start();
        GivenMasterKey key = GivenMasterKey.kms("fake-kms://keys/1", java.util.stream.Stream.of(service));
        byte[] about = bytes("about");
        assertThat(key.aead().decrypt(remote.encrypt(bytes("x"), about), about))
                .asString()
                .isEqualTo("x");
        assertThat(asked).containsExactly("fake-kms://keys/1");
    }
}
