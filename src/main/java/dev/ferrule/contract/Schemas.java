package dev.ferrule.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import dev.ferrule.spec.Contract;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds values against the schemas of contracts (JSON Schema 2020-12, formats checked). Schemas come from anybody, so
 * nothing is ever loaded, patterns may look at a bounded number of characters, and an evaluation ends after a bounded number
 * of steps: what could not be finished counts as not checked. Compiled schemas stay in memory up to a weight.
 */
@Component
public final class Schemas {

    private static final long MOST_WEIGHT = 48L << 20;
    private static final long STEPS = 3_000_000;
    private static final int DEPTH = 3_000;

    /** Names that the library gives a meaning which no standard does, and one whose pattern can be made to take for ever. */
    private static final Set<String> UNKNOWN_FORMATS =
            Set.of("alpha", "alphanumeric", "color", "phone", "style", "utc-millisec", "uri-template");

    private final SchemaRegistry registry = SchemaRegistry.withDialect(
            dialect(),
            builder -> builder.schemaCacheEnabled(false)
                    .schemaLoader(loader -> loader.block(address -> true))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .locale(Locale.ENGLISH)
                            .pathType(PathType.JSON_POINTER)
                            .preloadSchema(false)
                            .regularExpressionFactory(SafePattern::new)
                            .build()));
    private final Map<Key, Compiled> compiled = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    /** @param complete false: too much of it, so that not all rules were checked */
    public record Checked(List<Mismatch> mismatches, boolean complete) {

        public boolean ok() {
            return mismatches.isEmpty();
        }
    }

    /**
     * Holds a value against one of the contract's schemas.
     *
     * @param at pointer of the value
     * @param specPointer of the schema in the document
     */
    public Checked check(
            Contract contract, Map<String, Object> schema, JsonNode value, Side side, String at, String specPointer) {
        if (schema.isEmpty()) {
            return new Checked(List.of(), true);
        }
        try {
            List<Error> errors = schema(contract, schema, side)
                    .validate(
                            value,
                            context -> context.executionConfig(
                                    config -> config.maxEvaluationSteps(STEPS).maxEvaluationDepth(DEPTH)));
            return new Checked(new Mismatches(contract, at, specPointer).of(errors), true);
        } catch (ValidationLimitExceededException | StackOverflowError e) {
            return new Checked(List.of(), false);
        } catch (RuntimeException e) {
            // The library's own refusal of a schema that it cannot make sense of.
            return new Checked(List.of(), false);
        }
    }

    private static Dialect dialect() {
        return Dialect.builder(Dialects.getDraft202012())
                .formats(formats -> {
                    formats.keySet().removeAll(UNKNOWN_FORMATS);
                    NumberFormats.ALL.forEach(format -> formats.put(format.getName(), format));
                    formats.put("email", new EmailFormat("email"));
                    formats.put("idn-email", new EmailFormat("idn-email"));
                })
                .build();
    }

    private Schema schema(Contract contract, Map<String, Object> schema, Side side) {
        Compiled known = compiled(contract, side);
        synchronized (known) {
            Schema found = known.schemas.get(schema);
            if (found == null) {
                JsonNode node = new SchemaNodes(contract, side).node(schema);
                if (node instanceof ObjectNode object
                        && !contract.defs().isEmpty()
                        && node.toString().contains("$ref")) {
                    object.set("$defs", known.definitions(contract, side));
                }
                found = registry.getSchema(node);
                known.schemas.put(schema, found);
            }
            return found;
        }
    }

    private synchronized Compiled compiled(Contract contract, Side side) {
        Key key = new Key(contract, side);
        Compiled known = compiled.get(key);
        if (known == null) {
            known = new Compiled(3L * contract.weight());
            compiled.put(key, known);
            weight += known.weight;
            Iterator<Compiled> oldest = compiled.values().iterator();
            while (weight > MOST_WEIGHT && compiled.size() > 1) {
                weight -= oldest.next().weight;
                oldest.remove();
            }
        }
        return known;
    }

    /** A contract by what it is, not by what is in it: comparing all of it would cost more than compiling. */
    private record Key(Contract contract, Side side) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.contract == contract && key.side == side;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(contract) + side.hashCode();
        }
    }

    private static final class Compiled {

        private final long weight;
        private final Map<Map<String, Object>, Schema> schemas = new IdentityHashMap<>();
        private @Nullable ObjectNode definitions;

        Compiled(long weight) {
            this.weight = weight;
        }

        ObjectNode definitions(Contract contract, Side side) {
            ObjectNode all = definitions;
            if (all == null) {
                all = new SchemaNodes(contract, side).definitions();
                definitions = all;
            }
            return all;
        }
    }
}
