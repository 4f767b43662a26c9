package dev.ferrule.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Style Examples" of OpenAPI 3.1.1, cell by cell; "n/a" stands for combinations that it leaves undefined. */
class StyleTableTest {

    private static final Map<String, Object> OBJECT = new LinkedHashMap<>();

    static {
        OBJECT.put("R", 100);
        OBJECT.put("G", 200);
        OBJECT.put("B", 150);
    }

    private final Requests requests = new Requests(new Schemas());

    @ParameterizedTest(name = "{0} explode={1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "matrix false ;color ;color=blue ;color=blue,black,brown ;color=R,100,G,200,B,150",
                "matrix true ;color ;color=blue ;color=blue;color=black;color=brown ;R=100;G=200;B=150",
                "label false . .blue .blue,black,brown .R,100,G,200,B,150",
                "label true . .blue .blue.black.brown .R=100.G=200.B=150",
                "simple false '' blue blue,black,brown R,100,G,200,B,150",
                "simple true '' blue blue,black,brown R=100,G=200,B=150",
                "form false color= color=blue color=blue,black,brown color=R,100,G,200,B,150",
                "form true color= color=blue color=blue&color=black&color=brown R=100&G=200&B=150",
                "spaceDelimited false n/a n/a color=blue%20black%20brown color=R%20100%20G%20200%20B%20150",
                "pipeDelimited false n/a n/a color=blue%7Cblack%7Cbrown color=R%7C100%7CG%7C200%7CB%7C150",
                "deepObject true n/a n/a n/a color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"
            })
    void everyCell(String style, boolean explode, String empty, String string, String array, String object) {
        String in = switch (style) {
            case "matrix", "label" -> "path";
            case "simple" -> "header";
            default -> "query";
        };
        cell(style, explode, in, "", empty);
        cell(style, explode, in, "blue", string);
        cell(style, explode, in, List.of("blue", "black", "brown"), array);
        cell(style, explode, in, OBJECT, object);
    }

    private void cell(String style, boolean explode, String in, Object value, String expected) {
        if (expected.equals("n/a")) {
            return;
        }
        if (in.equals("path") && expected.equals(".")) {
            // In a whole path it would mean the folder, and is refused; RequestsTest has that.
            assertThat(new Styles(style, explode, Percent::encoded).text("color", value))
                    .isEqualTo(".");
            return;
        }
        Parameter color = new Parameter(
                "color", in, true, false, null, style, explode, false, false, null, Map.of(), List.of(), "#/p");
        String path = in.equals("path") ? "/x/{color}" : "/x/";
        Contract contract = new Contract(
                "GET", path, List.of(color), null, List.of(), Map.of(), false, List.of(), "#/paths/~1x/get");
        Request request = requests.build(contract, Map.of("color", value), null, null, Set.of());
        String written = in.equals("header")
                ? request.headers().get(0).value()
                : request.pathAndQuery().substring(in.equals("query") ? "/x/?".length() : "/x/".length());
        assertThat(written).isEqualTo(expected);
    }
}
