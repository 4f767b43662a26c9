package dev.ferrule.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

class YamlTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1\nb: [x, 'y z', \"\\u00e9 😀\"]\n",
                "a:\r\n  - b\r\n  - c: d\r  e\u0085f\u2028g\n",
                "😀: 😀😀 # 😀\n'😀:': {😀: \"😀\\\n  😀\"}\n",
                "|\n  text 😀\n   more\n\n  end\n",
                ">-\n  folded\n  text\n\n  end",
                "\ufeffa: b\n--- \ufeff\nc: d\n...\n",
                "%YAML 1.1\n%TAG !e! tag:e,2000:\n--- !e!x\na: &b c\nd: *b\n? [e]\n: f\n",
                "- - - a\n- ? b\n  : c\n- !!str 7\n",
                "http://a:b@c/d:e#f: g#h #i\nj: k:l\n",
                "a: b\n c\n  d: e",
                "[a, b",
                "\"\\x4\"",
                "*",
                ""
            })
    void eachDocumentHasTheSameEventsAtTheSamePlacesAsWithSnakeYamlsOwnReader(String document) {
        assertThat(events(new YamlText(document))).isEqualTo(events(new StreamReader(document)));
    }

    @Test
    void neitherDoDocumentsMadeByChanceDiffer() {
        Random random = new Random(11);
        String[] pieces = {
            "a", "😀", ":", " ", "\n", "\r\n", "- ", "? ", "[", "]", "{", "}", ",", "'", "\"", "#", "&x", "*x", "|",
            ">", "  ", "\u2028", "\ufeff", "%", "---\n", "\\", "!", "~", "\t", "key: "
        };
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(30); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String document = text.toString();
            assertThat(events(new YamlText(document))).as(document).isEqualTo(events(new StreamReader(document)));
        }
    }

    @Test
    void aCharacterThatYamlDoesNotAllowIsRefused() {
        assertThatThrownBy(() -> new YamlText("a: \u0001")).isInstanceOf(YAMLException.class);
    }

    /** With SnakeYAML's own reader each of these takes many minutes. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "w", "é", "😀", "\\n", "a:", "#", "''"})
    void aLineOfManyMegabytesIsReadInOneGo(String unit) {
        String head = "openapi: 3.0.3\ninfo: {title: Long, version: '1'}\npaths: {/a: {get: {}}}\n";
        String line = unit.repeat((12 << 20) / unit.getBytes(StandardCharsets.UTF_8).length);
        for (String document : List.of(
                head + "x: " + line + "\n",
                head + "x: '" + line + "'\n",
                head + "x: \"" + line + "\"\n",
                head + "#" + line + "\n")) {
            try {
                ApiDescription read = new SpecReader().read(document.getBytes(StandardCharsets.UTF_8));
                assertThat(read.operations()).hasSize(1);
            } catch (dev.ferrule.problem.Problem problem) {
                assertThat(problem.code()).isIn("spec-too-large", "spec-broken");
            }
        }
    }

    private static List<String> events(StreamReader reader) {
        List<String> events = new ArrayList<>();
        try {
            ParserImpl parser = new ParserImpl(reader, new LoaderOptions());
            for (Event event = parser.getEvent(); event != null; event = parser.getEvent()) {
                events.add(event + " " + place(event.getStartMark()) + " " + place(event.getEndMark()));
            }
        } catch (YAMLException e) {
            events.add(
                    e instanceof org.yaml.snakeyaml.error.MarkedYAMLException marked
                            ? marked.getProblem() + " " + place(marked.getProblemMark())
                            : e.getClass().getSimpleName());
        }
        return events;
    }

    private static String place(org.yaml.snakeyaml.error.Mark mark) {
        return mark == null ? "" : mark.getIndex() + ":" + mark.getLine() + ":" + mark.getColumn();
    }
}
