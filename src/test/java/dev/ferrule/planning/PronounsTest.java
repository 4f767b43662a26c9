package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PronounsTest {

    private final Pronouns pronouns = new Pronouns();

    private String resolve(String clause) {
        return pronouns.resolve(clause, clause);
    }

    @Test
    void itIsTheThingThatTheClauseBeforeSpokeOf() {
        assertThat(resolve("create a delivery note for the shop")).isEqualTo("create a delivery note for the shop");
        assertThat(resolve("print it")).isEqualTo("print it delivery note");
        assertThat(resolve("attach it to the parcel")).isEqualTo("attach it to the parcel delivery note");
    }

    @Test
    void aClauseThatNamesItsOwnThingChangesWhatItIs() {
        resolve("open the valve");
        resolve("start a pump");
        assertThat(resolve("stop it at night")).isEqualTo("stop it at night pump");
    }

    @Test
    void whereNothingWasNamedNothingIsAdded() {
        assertThat(resolve("do it again")).isEqualTo("do it again");
        assertThat(resolve("send them Sunday's figures")).isEqualTo("send them Sunday's figures");
    }

    @Test
    void aLongClauseSaysEnoughByItself() {
        resolve("create a delivery note");
        String text = "hand it over together with photos of every side of the parcel before noon on the same day";
        assertThat(resolve(text)).isEqualTo(text);
    }
}
