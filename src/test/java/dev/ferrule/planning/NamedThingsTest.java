package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.catalogue.Card;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamedThingsTest {

    private static double named(Feature feature, String requirement, String methodAndPath, boolean searches) {
        List<Line> lines = RuleRestater.restate(requirement).lines().stream()
                .map(clause -> new Line(clause, clause.query(), List.of("spec")))
                .toList();
        String[] parts = methodAndPath.split(" ");
        Card card =
                new Card("spec", methodAndPath, parts[0], parts[1], null, null, List.of(), List.of(), searches, false);
        Candidate candidate = new Candidate(card, lines.size());
        new NamedThings(lines, Set.of("millwright")).describe(candidate);
        return candidate.get(feature);
    }

    @Test
    void theKindOfANamedThingStandsBesideItsName() {
        assertThat(named(Feature.NAMED_KIND, "Restart the pump 'north-2' at noon", "GET /pumps", true))
                .isEqualTo(1);
        assertThat(named(Feature.NAMED_KIND, "Restart the pump 'north-2' at noon", "GET /valves", true))
                .isZero();
        assertThat(named(Feature.NAMED_KIND, "Restart the pump at noon", "GET /pumps", true))
                .isZero();
    }

    @Test
    void aListCountsLessThanASearchAndLessTheMoreItWantsToKnow() {
        String requirement = "Restart the pump 'north-2' at noon";
        assertThat(named(Feature.NAMED_KIND, requirement, "GET /pumps", false)).isEqualTo(0.6);
        assertThat(named(Feature.NAMED_KIND, requirement, "GET /plants/{id}/pumps", false))
                .isEqualTo(0.3);
        assertThat(named(Feature.NAMED_KIND, requirement, "GET /pumps/{id}", false))
                .isZero();
    }

    @Test
    void aNameAfterByOrBeforeItsGenitiveIsAPersons() {
        assertThat(named(Feature.NAMED_PERSON, "list the repairs done by Ada Brandt", "GET /employees", true))
                .isEqualTo(1);
        assertThat(named(Feature.NAMED_PERSON, "show me Ada Brandt's last shift", "GET /members", true))
                .isEqualTo(1);
        assertThat(named(Feature.NAMED_PERSON, "list the repairs of 'north-2'", "GET /employees", true))
                .isZero();
    }

    @Test
    void theNameOfASystemIsNothingToLookUp() {
        assertThat(named(Feature.NAMED_KIND, "Restart the pump Millwright at noon", "GET /pumps", true))
                .isZero();
    }
}
