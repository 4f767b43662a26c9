package dev.ferrule.contract;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.format.Format;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The formats of numbers that OpenAPI adds to those of JSON Schema. */
enum NumberFormats implements Format {
    INT32(31),
    INT64(63);

    static final List<NumberFormats> ALL = List.of(values());

    private final BigDecimal least;
    private final BigDecimal most;

    NumberFormats(int bits) {
        BigInteger bound = BigInteger.ONE.shiftLeft(bits);
        this.least = new BigDecimal(bound.negate());
        this.most = new BigDecimal(bound.subtract(BigInteger.ONE));
    }

    @Override
    public String getName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean matches(ExecutionContext context, SchemaContext schema, JsonNode value) {
        if (!value.isNumber() || value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            return true;
        }
        BigDecimal number = value.decimalValue();
        return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    }
}
