package dev.ferrule.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Body;
import dev.ferrule.spec.Contract.Content;
import dev.ferrule.spec.Contract.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SamplesTest {

    @Test
    void takesWhatTheSchemaItselfGivesWhereItFits() {
        assertThat(value("{'type':'string','examples':['GBP'],'default':'EUR'}"))
                .isEqualTo("GBP");
        assertThat(value("{'type':'string','examples':[7],'default':'EUR'}")).isEqualTo("EUR");
        assertThat(value("{'type':'string','maxLength':3,'example':'POUND','enum':['GBP']}"))
                .isEqualTo("GBP");
        assertThat(value("{'const':5}")).isEqualTo(5);
    }

    @Test
    void makesTheSameOfTheSameSeedAndAnotherOfAnother() {
        Map<String, Object> schema = json("{'type':'object','required':['id','at','n'],'properties':{"
                + "'id':{'type':'string','format':'uuid'},'at':{'type':'string','format':'date-time'},"
                + "'n':{'type':'integer'}}}");
        Object one = Samples.of(schema, Map.of(), Side.ANSWER, 7).value();
        assertThat(Samples.of(schema, Map.of(), Side.ANSWER, 7).value()).isEqualTo(one);
        assertThat(Samples.of(schema, Map.of(), Side.ANSWER, 8).value()).isNotEqualTo(one);
    }

    @Test
    void writesTheUsualFormats() {
        assertThat(Instant.parse((String) value("{'type':'string','format':'date-time'}")))
                .isNotNull();
        assertThat(UUID.fromString((String) value("{'type':'string','format':'uuid'}")))
                .isNotNull();
        assertThat((String) value("{'type':'string','format':'email'}")).endsWith("@example.com");
        assertThat((String) value("{'type':'string','format':'ipv4'}")).startsWith("192.0.2.");
        assertThat((String) value("{'type':'string','format':'uri'}")).startsWith("https://example.com/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'integer','minimum':10,'maximum':12}",
                "{'type':'integer','exclusiveMinimum':10,'exclusiveMaximum':12}",
                "{'type':'integer','multipleOf':7,'minimum':50,'maximum':60}",
                "{'type':'number','multipleOf':0.05,'exclusiveMinimum':0}",
                "{'type':'number','minimum':0.001,'maximum':0.002}",
                "{'type':'number','maximum':-5}",
                "{'type':'integer','minimum':9007199254740993,'maximum':9007199254740995}",
                "{'type':'string','minLength':30,'maxLength':31}",
                "{'type':'string','maxLength':2}",
                "{'type':'string','format':'uuid','maxLength':5}",
                "{'type':'string','pattern':'^[A-Z]{3}-\\\\d{4,6}$'}",
                "{'type':'string','pattern':'^(?:red|green)(/[a-z]+)?$','minLength':5}",
                "{'type':'string','pattern':'[^a-zA-Z0-9]'}",
                "{'type':'string','pattern':'^\\\\+?[1-9]\\\\d{1,14}$'}",
                "{'type':'array','items':{'enum':['a','b','c']},'minItems':3,'uniqueItems':true}",
                "{'type':'object','minProperties':2,'additionalProperties':{'type':'integer'}}",
                "{'type':'object','required':['free']}",
                "{'type':['null','boolean']}",
                "{'allOf':[{'type':'object','required':['a'],'properties':{'a':{'type':'number','minimum':3}}},"
                        + "{'properties':{'a':{'type':'integer','maximum':4},'b':{'type':'string'}},'required':['b']}]}",
                "{'oneOf':[{'type':'integer'},{'type':'integer','minimum':0},{'type':'boolean'}]}",
                "{'anyOf':[false,{'type':'string','minLength':8}]}"
            })
    void keepsToWhatIsSaid(String schema) {
        LongStream.range(0, 50).forEach(seed -> {
            Sample sample = Samples.of(json(schema), Map.of(), Side.ANSWER, seed);
            assertThat(new Fit(Map.of(), Side.ANSWER).fits(sample.value(), json(schema)))
                    .as("%s for %s", sample, schema)
                    .isTrue();
            assertThat(sample.doubts()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'string','pattern':'^(?!x)(?=.*y)$'}",
                "{'type':'string','pattern':'(a+)+$b'}",
                "{'type':'integer','minimum':5,'maximum':4}",
                "{'type':'string','minLength':2000000000}",
                "{'type':'array','items':{'type':'boolean'},'minItems':1000000000}"
            })
    void saysWhereItFoundNothingThatFits(String schema) {
        assertThat(Samples.of(json(schema), Map.of(), Side.ANSWER, 1).doubts()).containsExactly("");
    }

    @Test
    void cutsWhatLeadsBackIntoItself() {
        Map<String, Object> defs = json("{'Node':{'type':'object','required':['name','children','next'],'properties':{"
                + "'name':{'const':'n'},'children':{'type':'array','items':{'$ref':'#/$defs/Node'}},"
                + "'next':{'anyOf':[{'$ref':'#/$defs/Node'},{'type':'null'}]},'parent':{'$ref':'#/$defs/Node'}}}}");
        assertThat(Samples.of(json("{'$ref':'#/$defs/Node'}"), defs, Side.ANSWER, 1))
                .isEqualTo(new Sample(json("{'name':'n','children':[],'next':null}"), List.of()));
    }

    @Test
    void saysThatAValueWithoutAnEndCannotBeMade() {
        Map<String, Object> defs =
                json("{'A':{'type':'object','required':['a'],'properties':{'a':{'$ref':'#/$defs/A'}}}}");
        assertThat(Samples.of(json("{'$ref':'#/$defs/A'}"), defs, Side.ANSWER, 1)
                        .doubts())
                .containsExactly("");
    }

    @Test
    void namesTheKindThatADiscriminatorTellsApart() {
        Map<String, Object> defs = json("{'Cat':{'type':'object','required':['kind','lives'],'properties':{"
                + "'kind':{'type':'string'},'lives':{'const':9}}}}");
        String pet =
                "{'oneOf':[{'$ref':'#/$defs/Cat'}],'discriminator':{'propertyName':'kind','mapping':{'cat':'#/$defs/Cat'}}}";
        assertThat(Samples.of(json(pet), defs, Side.ANSWER, 1).value()).isEqualTo(json("{'kind':'cat','lives':9}"));
    }

    @Test
    void leavesOutWhatTheOtherSideSends() {
        Map<String, Object> schema = json("{'type':'object','required':['id','secret'],"
                + "'properties':{'id':{'const':1,'readOnly':true},'secret':{'const':2,'writeOnly':true}}}");
        assertThat(Samples.of(schema, Map.of(), Side.REQUEST, 1).value()).isEqualTo(Map.of("secret", 2));
        assertThat(Samples.of(schema, Map.of(), Side.ANSWER, 1).value()).isEqualTo(Map.of("id", 1));
        Content content = new Content("application/json", schema, List.of(Map.of("id", 1, "secret", 2)), List.of());
        assertThat(Samples.of(content, Map.of(), Side.REQUEST, 1).value()).isEqualTo(Map.of("secret", 2));
    }

    @Test
    void fillsAFormWithWhatIsNeededAndWhatHasAnExample() {
        Contract contract = new Contract(
                "POST",
                "/things/{id}",
                List.of(
                        parameter("id", "path", true, List.of("t-1")),
                        parameter("id", "query", true, List.of()),
                        parameter("page", "query", false, List.of(2)),
                        parameter("other", "query", false, List.of())),
                new Body(
                        true,
                        null,
                        List.of(new Content("application/json", json("{'const':'x'}"), List.of(), List.of())),
                        "#/b"),
                List.of(),
                Map.of(),
                false,
                List.of(),
                "#/paths");
        SampleRequest request = Samples.request(contract, 1);
        assertThat(request.parameters())
                .containsOnlyKeys("path.id", "query.id", "page")
                .containsEntry("path.id", "t-1");
        assertThat(request.body()).isEqualTo("x");
        assertThat(request.mediaType()).isEqualTo("application/json");
    }

    @Test
    void endsSoonWithASchemaOfManyBranchesInEachOther() {
        StringBuilder defs = new StringBuilder("{");
        for (int i = 0; i < 30; i++) {
            String next = "{'$ref':'#/$defs/D" + (i + 1) + "'}";
            defs.append("'D" + i + "':{'type':'object','required':['a','b'],'properties':{'a':{'oneOf':[" + next + ","
                    + next + "]},'b':" + next + "}},");
        }
        defs.append("'D30':false}");
        assertThat(Samples.of(json("{'$ref':'#/$defs/D0'}"), json(defs.toString()), Side.ANSWER, 1)
                        .doubts())
                .isNotEmpty();
    }

    private static Parameter parameter(String name, String in, boolean required, List<Object> examples) {
        return new Parameter(
                name, in, required, false, null, "form", true, false, false, null, Map.of(), examples, "#/p");
    }

    private static @Nullable Object value(String schema) {
        return Samples.of(json(schema), Map.of(), Side.ANSWER, 3).value();
    }

    private static Map<String, Object> json(String text) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        @SuppressWarnings("unchecked")
        Map<String, Object> map = mapper.readValue(text.replace('\'', '"'), Map.class);
        return map;
    }
}
