package dev.ferrule.http;

import dev.ferrule.problem.WellFormed;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * How JSON is read and written. Reading is strict: a field that we do not know or a value of another type is refused
 * rather than dropped or converted, since a misspelt field that is silently ignored costs a caller more.
 */
@Configuration(proxyBeanMethods = false)
class JsonRules {

    @Bean
    JsonMapperBuilderCustomizer strictReading() {
        SimpleModule wellFormedText = new SimpleModule("well-formed-text").addDeserializer(String.class, new Text());
        return json -> json.enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(wellFormedText);
    }

    @Bean
    JsonFactoryBuilderCustomizer wellFormedWriting() {
        return json -> json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .addDecorator((factory, generator) -> new WellFormedGenerator(generator));
    }

    /** Reads text; half a surrogate pair, which JSON can spell and UTF-8 cannot, goes no further than this. */
    private static final class Text extends StringDeserializer {

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            return WellFormed.text(super.deserialize(parser, context));
        }
    }

    /** Writes text from anywhere, specs included, without failing halfway through an answer. */
    private static final class WellFormedGenerator extends JsonGeneratorDelegate {

        WellFormedGenerator(JsonGenerator generator) {
            super(generator, false);
        }

        @Override
        public JsonGenerator writeString(String text) {
            delegate.writeString(WellFormed.text(text));
            return this;
        }

        @Override
        public JsonGenerator writeName(String name) {
            delegate.writeName(WellFormed.text(name));
            return this;
        }
    }
}
