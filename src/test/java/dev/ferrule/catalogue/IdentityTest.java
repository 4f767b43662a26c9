package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.nio.charset.StandardCharsets;
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
