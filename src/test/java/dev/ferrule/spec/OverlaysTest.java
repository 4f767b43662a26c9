package dev.ferrule.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.problem.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An overlay changes what its targets find, and says what is wrong with it. */
class OverlaysTest {

    private static final String DOCUMENT = """
            openapi: 3.0.3
            info: {title: Old, version: '1'}
            servers: [{url: 'https://a.test'}]
            paths:
              /a: {get: {tags: [x], responses: {}}, delete: {responses: {}}}
              /b: {get: {responses: {}}}
            """;

    private final SpecReader reader = new SpecReader();
    private final Overlays overlays = new Overlays(reader);

    @Test
    void updatesAreMergedListsJoinedAndRemovalsRemove() {
        Overlays.Applied applied = apply("""
                overlay: 1.0.0
                actions:
                  - {target: $.info, update: {title: New, contact: {name: Ann}}}
                  - {target: '$.paths.*.get', update: {summary: Read, tags: [y]}}
                  - {target: $.servers, update: {url: 'https://b.test'}}
                  - {target: "$.paths['/a'].delete", remove: true}
                """);

        ApiDescription read = reader.read(applied.document());
        assertThat(read.title()).isEqualTo("New");
        assertThat(read.version()).isEqualTo("1");
        assertThat(read.servers()).extracting(Server::url).containsExactly("https://a.test", "https://b.test");
        assertThat(read.operations()).extracting(Operation::path).containsExactly("/a", "/b");
        assertThat(read.operations()).extracting(Operation::summary).containsOnly("Read");
        assertThat(read.operations().get(0).tags()).containsExactly("x", "y");
        assertThat(applied.matched()).isEqualTo(5);
    }

    @Test
    void aTargetThatFindsNothingIsNamedAndTheOthersCount() {
        Overlays.Applied applied = apply("""
                overlay: 1.0.0
                info: {title: O, version: '1'}
                actions:
                  - {target: $.info, update: {title: New}}
                  - {target: "$.paths['/gone'].get", update: {summary: X}}
                  - {target: "$.paths['/gone']", remove: true}
                """);

        ApiDescription read = reader.read(applied.document());
        assertThat(read.title()).isEqualTo("New");
        assertThat(applied.matched()).isEqualTo(1);
        assertThat(read.warnings().stream().filter(warning -> warning.code().equals("overlay-unmatched")))
                .extracting(Warning::message)
                .hasSize(2)
                .allMatch(message -> message.contains("/gone"));
    }

    @Test
    void theSameOverlayOfTheSameDocumentIsTheSameBytes() {
        String overlay = "{\"overlay\":\"1.0.0\",\"actions\":[{\"target\":\"$.info\",\"update\":{\"title\":\"N\"}}]}";

        assertThat(apply(overlay).document()).isEqualTo(apply(overlay).document());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{overlay: 1.0.0, actions: []}",
                "{overlay: 1.0.0, actions: [{target: info, update: {}}]}",
                "{overlay: 1.0.0, actions: [{target: '$[', update: {}}]}",
                "{overlay: 1.0.0, actions: [{target: $.info}]}",
                "{overlay: 1.0.0, actions: [{target: $.info.title, update: {a: b}}]}",
                "{overlay: 1.0.0, actions: [{target: '$.info[?(@.a =~ /(a+)+b/)]', remove: true}]}",
                "{overlay: 1.0.0, actions: [{target: '$..[?($..a)]', remove: true}]}",
                "{overlay: 1.0.0, actions: [7]}",
            })
    void whatIsNoOverlayIsRefusedWithAPlace(String overlay) {
        assertThatThrownBy(() -> apply(overlay))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.violations().get(0).pointer())
                                .startsWith("/overlay"));
    }

    private Overlays.Applied apply(String overlay) {
        return overlays.apply(DOCUMENT.getBytes(StandardCharsets.UTF_8), overlay.getBytes(StandardCharsets.UTF_8));
    }
}
