package dev.ferrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ferrule.evaluation.Corpus.Case;
import dev.ferrule.evaluation.Corpus.Expected;
import dev.ferrule.evaluation.Trial.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTest {

    /** Four clauses must be met, one may be; two systems. */
    private final Case asked = new Case(
            "one",
            "fold",
            "When a Shop order is paid, write an invoice. Fax it.",
            List.of("shop", "books"),
            List.of(
                    new Expected("paid order", Set.of("shop GET /orders", "shop GET /orders/{}"), "shop", false, false),
                    new Expected("find the customer", Set.of("books GET /customers"), "books", true, false),
                    new Expected("write an invoice", Set.of("books POST /invoices"), "books", false, false),
                    new Expected("tax rate", Set.of("books GET /rates"), "books", true, false),
                    new Expected("new customer", Set.of("books POST /customers"), "books", true, true)),
            Set.of("books GET /items"),
            Set.of("books DELETE /invoices/{}"),
            List.of("fax the invoice: no system can"),
            List.of(
                    new Corpus.System("Shop API", "shop", List.of("bearer")),
                    new Corpus.System("Ledger", "books", List.of("oauth2_client_credentials", "api_key"))));

    @Test
    void recallCountsClausesWithinTheRankedListOfTheirOwnSystem() {
        List<Choice> ranked = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ranked.add(choice("shop", "GET /noise" + i, 0.9));
        }
        ranked.add(choice("books", "POST /invoices", 0.8));
        for (int i = 0; i < 5; i++) {
            ranked.add(choice("books", "GET /noise" + i, 0.7));
        }
        ranked.add(choice("books", "GET /customers", 0.6));
        ranked.add(choice("shop", "GET /orders/{}", 0.5));
        Trial trial = trial(ranked, List.of());

        assertThat(Measure.RECALL_5.of(trial)).isEqualTo(0.25);
        assertThat(Measure.RECALL_10.of(trial)).isEqualTo(0.5);
        assertThat(Measure.PREREQUISITES_10.of(trial)).isEqualTo(0.5);
        assertThat(Measure.FULL_20.of(trial)).isZero();
    }

    @Test
    void thePlanIsWrongOnlyForWhatIsNeitherAskedNorAcceptable() {
        Trial trial = trial(
                List.of(),
                List.of(
                        choice("shop", "GET /orders", 1),
                        choice("books", "POST /invoices", 1),
                        choice("books", "GET /items", 1),
                        choice("books", "POST /customers", 1),
                        choice("books", "GET /orders", 1)));

        assertThat(Measure.SET_RECALL.of(trial)).isEqualTo(0.5);
        assertThat(Measure.SET_PRECISION.of(trial)).isEqualTo(0.8);
        assertThat(Measure.SET_F1.of(trial)).isEqualTo(2 * 0.5 * 0.8 / 1.3);
        assertThat(Measure.SET_SIZE.of(trial)).isEqualTo(5);
        assertThat(Measure.COVERS_ALL.of(trial)).isZero();
        assertThat(Measure.NO_TRAP.of(trial)).isEqualTo(1);
    }

    @Test
    void anEmptyPlanHasNeitherRecallNorPrecision() {
        Trial trial = trial(List.of(), List.of());

        assertThat(Measure.SET_F1.of(trial)).isZero();
        assertThat(Measure.NO_TRAP.of(trial)).isEqualTo(1);
    }

    @Test
    void aTrapIsNoticed() {
        Trial trial = trial(List.of(), List.of(choice("books", "DELETE /invoices/{}", 0.2)));

        assertThat(Measure.NO_TRAP.of(trial)).isZero();
        assertThat(Worst.of(List.of(trial), 1).get(0).why()).contains("trap chosen: books DELETE /invoices/{}, p 0.20");
    }

    @Test
    void honestyIsToSayAllThatIsMissingAndNothingElse() {
        Trial honest = new Trial(asked, List.of(), List.of(), List.of("Fax it the invoice"), Map.of(), null, 1);
        Trial alarmed = new Trial(asked, List.of(), List.of(), List.of("order is paid"), Map.of(), null, 1);

        assertThat(Measure.MISSING_FOUND.of(honest)).isEqualTo(1);
        assertThat(Measure.FALSE_ALARMS.of(honest)).isZero();
        assertThat(Measure.MISSING_FOUND.of(alarmed)).isZero();
        assertThat(Measure.FALSE_ALARMS.of(alarmed)).isEqualTo(1);
    }

    @Test
    void onlySystemsThatArePlannedAreJudgedByTheirAuthMethod() {
        Map<String, String> auth = Map.of("books", "api_key_header", "shop", "basic");

        assertThat(Measure.AUTH_RIGHT.of(new Trial(asked, List.of(), List.of(), List.of(), auth, null, 1)))
                .isEqualTo(0.5);
        assertThat(Measure.AUTH_RIGHT.of(trial(List.of(), List.of()))).isNaN();
    }

    @Test
    void aNamedSystemMustStandAheadOfOthers() {
        List<Trial.Found> found = List.of(
                new Trial.Found("other", List.of("shop")),
                new Trial.Found("another", List.of()),
                new Trial.Found("shop", List.of()));
        Trial third = new Trial(asked, List.of(), List.of(), List.of(), Map.of(), found, 1);
        Trial second = new Trial(asked, List.of(), List.of(), List.of(), Map.of(), found.subList(1, 3), 1);

        assertThat(Measure.SYSTEM_FIRST.of(third)).isZero();
        assertThat(Measure.SYSTEM_OFFERED.of(third)).isEqualTo(1);
        assertThat(Measure.SYSTEM_FIRST.of(second)).isEqualTo(1);
        assertThat(Measure.SYSTEM_FIRST.of(trial(List.of(), List.of()))).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "api_key, api_key_header, true",
        "oauth2, oauth2_authorization_code, true",
        "oauth2_client_credentials, oauth2_authorization_code, false",
        "api_key_header, api_key_query, false",
        "bearer, bearer, true",
        "basic, bearer, false"
    })
    void aLabelIsMetByItsTypeAndByNoOtherVariant(String label, String kind, boolean accepted) {
        assertThat(Trial.accepts(label, kind)).isEqualTo(accepted);
    }

    @Test
    void pathsAreComparedWithoutTheNamesOfTheirParameters() {
        assertThat(Corpus.operation("shop", "get", "/orders/{orderId}/"))
                .isEqualTo(Corpus.operation("shop", "GET", "/orders/{id}"));
    }

    @Test
    void predictedChancesAreHeldAgainstWhatWasNeeded() {
        Trial trial = trial(
                List.of(
                        choice("shop", "GET /orders", 0.75),
                        choice("shop", "GET /noise", 0.71),
                        choice("books", "GET /items", 0.72)),
                List.of());

        assertThat(Reliability.of(List.of(trial))).containsExactly(new Reliability.Bin(0.7, 0.8, 2, 0.73, 0.5));
    }

    @Test
    void anIntervalHoldsTheMeanAndIsTheSameEachTime() {
        double[] values = {1, 0, 1, 1, 0, 1, Double.NaN, 1, 0, 1};
        Figure figure = Figure.of("x", values);

        assertThat(figure.value()).isCloseTo(2 / 3.0, within(1e-4));
        assertThat(figure.cases()).isEqualTo(9);
        assertThat(figure.low()).isBetween(0.3, 0.45);
        assertThat(figure.high()).isBetween(0.85, 1.0);
        assertThat(Figure.of("x", values)).isEqualTo(figure);
    }

    @Test
    void worseIsWhatLeavesTheIntervalByMoreThanOneCase() {
        Figure before = new Figure("x", 0.6, 0.5, 0.7, 20);
        Figure allRight = new Figure("x", 1, 1, 1, 20);

        assertThat(new Figure("x", 0.51, 0, 1, 20).isWorseThan(before, false)).isFalse();
        assertThat(new Figure("x", 0.49, 0, 1, 20).isWorseThan(before, false)).isTrue();
        assertThat(new Figure("x", 0.71, 0, 1, 20).isWorseThan(before, true)).isTrue();
        assertThat(new Figure("x", 0.95, 0, 1, 20).isWorseThan(allRight, false)).isFalse();
        assertThat(new Figure("x", 0.90, 0, 1, 20).isWorseThan(allRight, false)).isTrue();
    }

    private Trial trial(List<Choice> ranked, List<Choice> chosen) {
        return new Trial(asked, ranked, chosen, List.of(), Map.of(), null, 1);
    }

    private static Choice choice(String spec, String operation, double probability) {
        return new Choice(spec, spec + " " + operation, probability);
    }
}
