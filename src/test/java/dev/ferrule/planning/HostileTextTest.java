package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.catalogue.SystemCard;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The longest requirement that is taken, made of whatever sends a pattern astray: too many ways to match, or as many
 * nested calls as there are characters. There is no clock in here: what goes wrong overflows the stack or hangs.
 */
class HostileTextTest {

    private static final SystemNames NAMES = new SystemNames(
            List.of(
                    new SystemCard("1", "shop", "Northcart Commerce API", "api.northcart.example", true, 20),
                    new SystemCard("2", "chat", "Parley", "parley.example", true, 20)),
            word -> false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\n",
                "\u00a0",
                ",",
                ", ",
                "a,",
                "a b, ",
                "a-",
                "-a",
                "a.",
                "1.",
                "_",
                "a_b_",
                "@",
                "\"",
                "“",
                "((a",
                "\uE000",
                "A",
                "Aa of ",
                "and then ",
                "but ",
                "do not ",
                "leave ",
                "😀",
                "create a, ",
                "Northcart "
            })
    void anyTextIsReadInTimeThatGrowsWithItsLength(String piece) {
        String text = piece.repeat(PlanRequest.LONGEST / piece.length());
        String within = "Create an order" + text.substring(20) + "!";

        assertThat(RuleRestater.restate(text).clauses()).hasSizeLessThan(100);
        assertThat(RuleRestater.restate(within).lines()).isNotEmpty();
        assertThat(NAMES.named(text)).hasSizeLessThanOrEqualTo(1);
        assertThat(NAMES.named(within)).hasSizeLessThanOrEqualTo(1);
    }
}
