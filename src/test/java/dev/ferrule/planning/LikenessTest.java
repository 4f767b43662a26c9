package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Hit;
import dev.ferrule.catalogue.OutlineOf;
import java.util.List;
import org.junit.jupiter.api.Test;

class LikenessTest {

    private static double trait(Likeness.Trait trait, String clause, String methodAndPath, String title) {
        String[] parts = methodAndPath.split(" ");
        Card card =
                new Card("spec", methodAndPath, parts[0], parts[1], title, null, List.of(), List.of(), false, false);
        Clause asked = RuleRestater.restate(clause).lines().get(0);
        Likeness likeness = new Likeness(new Line(asked, asked.query(), List.of("spec")), 0);
        return likeness.traits(new Hit(card, 0.5f, 2, 0.7f, 3), OutlineOf.cards(List.of(card)), 0)[trait.ordinal()];
    }

    @Test
    void theFirstVerbOfALineSaysWhichKindOfActionIsMeant() {
        assertThat(trait(Likeness.Trait.READ, "show the pumps", "GET /pumps", "List pumps"))
                .isEqualTo(1);
        assertThat(trait(Likeness.Trait.READ, "show the pumps", "POST /pumps", "Create a pump"))
                .isEqualTo(-1);
        assertThat(trait(Likeness.Trait.REMOVE, "remove the pump", "DELETE /pumps/{id}", "Delete a pump"))
                .isEqualTo(1);
        assertThat(trait(Likeness.Trait.REMOVE, "remove the pump", "POST /pumps", "Create a pump"))
                .isEqualTo(-1);
        assertThat(trait(Likeness.Trait.UPDATE, "update the pump", "PUT /pumps/{id}", "Change a pump"))
                .isEqualTo(1);
    }

    @Test
    void whatTakesSomethingAwayIsDangerousUnlessTheLineAsksForIt() {
        assertThat(trait(Likeness.Trait.DANGER, "show the pump", "DELETE /pumps/{id}", "Delete a pump"))
                .isEqualTo(1);
        assertThat(trait(Likeness.Trait.DANGER, "delete the pump", "DELETE /pumps/{id}", "Delete a pump"))
                .isZero();
    }

    @Test
    void asLongAsThereAreNoVectorsWordsStandInForTheMeaning() {
        Card card = new Card("spec", "a", "GET", "/a", null, null, List.of(), List.of(), false, false);

        assertThat(Likeness.meaningZ(new Hit(card, 0.5f, 4, 0, 0))).isEqualTo(1);
        assertThat(Likeness.meaningZ(new Hit(card, 0.5f, 4, 0.7f, 6))).isEqualTo(2);
    }
}
