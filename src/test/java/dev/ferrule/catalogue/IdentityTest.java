package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which specs are one system, by rules and by hand. */
class IdentityTest extends RunningFerrule {

    @Test
    void aMirroredCopyAndARenamedOneAreTheSameSystem() {
        String one = add("Lantern", "1", "https://api.lantern-one.com", "lantern");
        String mirrored = add("Lantern", "1.1", "https://mirror.example-copies.net", "lantern");
        String renamed = add("Lantern Cloud Platform", "1.2", "https://api.lantern-one.com", "lantern");
        String stranger = add("Torch", "1", "https://api.lantern-one.com", "torch");

        assertThat(system(mirrored)).isEqualTo(system(one));
        assertThat(system(renamed)).isEqualTo(system(one));
        assertThat(system(stranger)).isNotEqualTo(system(one));
        Reply identity = get("/api/v1/specs/" + one + "/identity").expect(200);
        assertThat(identity.json().at("/versions")).hasSize(3);
        assertThat(identity.at("/decidedBy")).isEqualTo("rules");
        assertThat(identity.at("/evidence/1/value")).isEqualTo("lantern-one.com");
        assertThat(get("/api/v1/specs/" + one).expect(200).at("/current")).isEqualTo("false");
        assertThat(get("/api/v1/specs/" + renamed).expect(200).at("/current")).isEqualTo("true");
    }

    @Test
    void whatIsJoinedByHandStaysSoForLaterVersionsAndAfterComingBack() {
        byte[] old = spec("Anvil", "1", "https://api.anvil-works.com", "anvil");
        String anvil = add(old);
        String forge = add("Forge", "7", "https://api.forge-works.com", "forge");

        put("/api/v1/specs/" + anvil + "/identity", "{\"sameAs\": \"" + forge + "\"}")
                .expect(200);
        String later = add("Anvil", "2", "https://api.anvil-works.com", "anvil");

        assertThat(system(anvil)).isEqualTo(system(forge));
        assertThat(system(later)).isEqualTo(system(forge));
        delete("/api/v1/specs/" + anvil).expect(204);
        assertThat(system(add(old))).isEqualTo(system(forge));
        assertThat(get("/api/v1/specs/" + anvil + "/identity").at("/decidedBy")).isEqualTo("hand");
    }

    @Test
    void whatIsSeparatedByHandIsASystemOfItsOwnAndCurrent() {
        String one = add("Sluice", "1", "https://api.sluice-gate.com", "sluice");
        String two = add("Sluice", "2", "https://api.sluice-gate.com", "sluice");
        assertThat(system(one)).isEqualTo(system(two));

        put("/api/v1/specs/" + one + "/identity", "{\"separate\": true}").expect(200);

        assertThat(system(one)).isNotEqualTo(system(two));
        assertThat(get("/api/v1/specs/" + one).at("/current")).isEqualTo("true");
        assertThat(get("/api/v1/specs/" + one + "/identity").json().at("/others"))
                .hasSize(1);
    }

    @Test
    void aDecisionNamesOneThing() {
        String one = add("Gasket", "1", "https://api.gasket-inc.com", "gasket");

        put("/api/v1/specs/" + one + "/identity", "{}").expect(400);
        put("/api/v1/specs/" + one + "/identity", "{\"sameAs\":\"x\",\"separate\":true}")
                .expect(400);
        put("/api/v1/specs/" + one + "/identity", "{\"sameAs\":\"nothing\"}").expect(404);
        put("/api/v1/specs/" + one + "/identity", "{\"sameAs\":\"" + one + "\"}")
                .expect(400);
    }

    @Test
    void whatWasJoinedByHandIsTakenBackWithAllThatWentAlong() {
        String one = add("Pulley", "1", "https://api.pulley-lifts.com", "pulley");
        String two = add("Pulley", "2", "https://api.pulley-lifts.com", "pulley");
        String crane = add("Crane", "7", "https://api.crane-lifts.com", "crane");
        String before = system(one);
        put("/api/v1/specs/" + one + "/identity", "{\"sameAs\": \"" + crane + "\"}")
                .expect(200);
        assertThat(system(two)).isEqualTo(system(crane));

        Reply undone = delete("/api/v1/specs/" + one + "/identity").expect(200);

        assertThat(undone.at("/decidedBy")).isEqualTo("rules");
        assertThat(undone.json().at("/evidence").findValuesAsString("kind"))
                .containsExactly("title", "domain", "paths");
        assertThat(undone.json().at("/versions")).hasSize(2);
        assertThat(system(one)).isEqualTo(system(two)).isEqualTo(before);
        assertThat(system(crane)).isNotEqualTo(before);
        assertThat(current(two)).isTrue();
        assertThat(current(one)).isFalse();
        assertThat(current(crane)).isTrue();
        delete("/api/v1/specs/" + one + "/identity").expect(200);
        delete("/api/v1/specs/nothing/identity").expectProblem(404, "spec-not-found");
        assertThat(system(add("Pulley", "3", "https://api.pulley-lifts.com", "pulley")))
                .isEqualTo(before);
    }

    @Test
    void whatWasSplitOrJoinedUnderOneTitleIsTakenBackToo() {
        String one = add("Bobbin", "1", "https://api.bobbin-yarn.com", "bobbin");
        String two = add("Bobbin", "2", "https://api.bobbin-yarn.com", "bobbin");
        String other = add("Bobbin", "1", "https://api.bobbin-yarn.com", "spindle");
        put("/api/v1/specs/" + one + "/identity", "{\"separate\": true}").expect(200);
        put("/api/v1/specs/" + other + "/identity", "{\"sameAs\": \"" + two + "\"}")
                .expect(200);
        assertThat(system(other)).isEqualTo(system(two)).isNotEqualTo(system(one));

        delete("/api/v1/specs/" + one + "/identity").expect(200);
        delete("/api/v1/specs/" + other + "/identity").expect(200);

        assertThat(system(one)).isEqualTo(system(two)).isNotEqualTo(system(other));
        assertThat(current(other)).isTrue();
    }

    @Test
    void theSameFileUnderAnotherNameIsTheSameSpecAndANewerOneIsItsNextVersion() {
        byte[] document = spec("Ferry", "1.9.0", "https://api.ferry-line.com", "ferry");
        String one = postFile("/api/v1/specs", "file", "ferry.yaml", document)
                .expect(201)
                .at("/id");

        assertThat(postFile("/api/v1/specs", "file", "copy of ferry (2).yml", document)
                        .expect(200)
                        .at("/id"))
                .isEqualTo(one);
        String newer = add("Ferry API v1.10", "1.10.0", "https://api.ferry-line.com", "ferry");
        assertThat(system(newer)).isEqualTo(system(one));
        assertThat(current(newer)).isTrue();
        assertThat(current(one)).isFalse();
    }

    @Test
    void oneTitleOnTwoHostsWithOtherPathsIsTwoSystems() {
        String one = add("Customers", "1", "https://api.north-shop.com", "north");
        String two = add("Customers", "2", "https://api.south-shop.com", "south");

        assertThat(system(one)).isNotEqualTo(system(two));
        assertThat(current(one)).isTrue();
        assertThat(current(two)).isTrue();
    }

    @Test
    void aDocumentForTryingThingsIsTheSameSystemButNeverTheNewestOfIt() {
        String live = add("Tariffs", "1.4", "https://api.tariff-desk.com", "tariff");
        String staged = add("Tariffs", "1.5", "https://staging-api.tariff-desk.com", "tariff");

        assertThat(system(staged)).isEqualTo(system(live));
        assertThat(current(live)).isTrue();
        assertThat(current(staged)).isFalse();
        assertThat(get("/api/v1/specs/" + staged + "/identity").body()).contains("trying things");
        String released = add("Tariffs", "1.5", "https://api.tariff-desk.com", "tariff");
        assertThat(current(released)).isTrue();
    }

    @Test
    void thirtyApisOfOneVendorStayThirtySystemsWhateverTheyAreCalled() {
        List<String> first = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            // As Google names them, and as Azure does: a title for each, or one for all.
            first.add(add(
                    "Cloud Product %c API".formatted('A' + i),
                    "v1",
                    "https://cloud%d.vendor-huge.com".formatted(i),
                    "g" + i));
            first.add(add("ManagementClient", "2023-01-01", "https://management.vendor-huge.com", "m" + i));
        }
        List<String> systems = first.stream().map(this::system).toList();
        assertThat(systems).doesNotHaveDuplicates();

        for (int i = 0; i < 15; i++) {
            assertThat(system(add(
                            "Cloud Product %c API".formatted('A' + i),
                            "v2",
                            "https://cloud%d.vendor-huge.com".formatted(i),
                            "g" + i)))
                    .isEqualTo(systems.get(2 * i));
            assertThat(system(add("ManagementClient", "2024-01-01", "https://management.vendor-huge.com", "m" + i)))
                    .isEqualTo(systems.get(2 * i + 1));
        }
    }

    private boolean current(String id) {
        return Boolean.parseBoolean(get("/api/v1/specs/" + id).expect(200).at("/current"));
    }

    private String system(String id) {
        return get("/api/v1/specs/" + id).expect(200).at("/apiId");
    }

    private String add(String title, String version, String server, String paths) {
        return add(spec(title, version, server, paths));
    }

    private String add(byte[] document) {
        return postBytes("/api/v1/specs", document).at("/id");
    }

    private static byte[] spec(String title, String version, String server, String word) {
        StringBuilder paths = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            paths.append("  /%s/%s%d: {get: {operationId: get%d, responses: {}}}\n".formatted(word, word, i, i));
        }
        return ("openapi: 3.0.3\ninfo: {title: %s, version: '%s'}\nservers: [{url: '%s'}]\npaths:\n%s"
                        .formatted(title, version, server, paths))
                .getBytes(StandardCharsets.UTF_8);
    }
}
