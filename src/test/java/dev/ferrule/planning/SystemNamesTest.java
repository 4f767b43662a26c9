package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.catalogue.SystemCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words of a requirement are names of systems. */
class SystemNamesTest {

    private final List<SystemCard> cards = new ArrayList<>(List.of(
            card("Northcart Commerce API", "api.northcart.example"),
            card("Ledgerly Accounting", "ledgerly.example"),
            card("Parley", "parley.example"),
            card("Big Sky Payments", "bigsky.example"),
            card("Notes API", "notes.example"),
            card("Shipment Tracking", "crateline.example"),
            card("Mailing", "api.eu.letterbarn.co.uk")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            When an order is paid in Northcart, tell Parley    | Northcart Commerce API, Parley
            northcart's orders into LEDGERLY                   | Northcart Commerce API, Ledgerly Accounting
            Charge the customer through Big Sky                | Big Sky Payments
            send the parcel with crateline                     | Shipment Tracking
            unsubscribe them in Letterbarn                     | Mailing
            """)
    void systemsAreNamedByTheirTitlesOrTheirDomains(String text, String titles) {
        assertThat(titles(text)).containsExactlyInAnyOrder(titles.split(", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write notes about every customer",
                "tell the team about payments",
                "an open service for the public",
                "😀",
                ""
            })
    void everydayWordsNameNothing(String text) {
        assertThat(titles(text)).isEmpty();
    }

    @Test
    void anEverydayWordNamesASystemWhereItIsWrittenLikeAName() {
        assertThat(titles("put each customer into Notes")).containsExactly("Notes API");
    }

    @Test
    void aTitleThatOnlyDescribesIsNoSureName() {
        assertThat(new SystemNames(cards, word -> false).named("follow the shipment tracking"))
                .allMatch(match -> !match.sure());
        assertThat(new SystemNames(cards, word -> false).named("follow the parcel in Shipment Tracking"))
                .allMatch(SystemNames.Match::sure);
        assertThat(new SystemNames(cards, word -> false).named("tell parley")).allMatch(SystemNames.Match::sure);
    }

    @Test
    void whatManySystemsUseAsAWordNamesNoneOfThem() {
        SystemNames names = new SystemNames(cards, Set.of("parley")::contains);
        assertThat(names.named("start a parley with them")).isEmpty();
        assertThat(names.named("tell them in Parley")).hasSize(1);
    }

    @Test
    void onlyTheCurrentVersionOfAnApiHasAName() {
        cards.add(new SystemCard("old", "Parley", "Parley", "parley.example", false, 3));
        assertThat(new SystemNames(cards, word -> false).named("tell Parley"))
                .extracting(match -> match.card().specId())
                .containsExactly("Parley");
    }

    @Test
    void lookAlikesShareAMention() {
        cards.add(card("Northcart Shipping API", "shipping.northcart.example"));
        assertThat(titles("read orders from Northcart"))
                .containsExactlyInAnyOrder("Northcart Commerce API", "Northcart Shipping API");
        assertThat(titles("read orders from Northcart Shipping")).containsExactly("Northcart Shipping API");
    }

    @Test
    void withoutSystemsNothingIsNamed() {
        assertThat(new SystemNames(List.of(), word -> false).named("tell Parley"))
                .isEmpty();
    }

    private List<String> titles(String text) {
        return new SystemNames(cards, word -> false)
                .named(text).stream().map(match -> match.card().title()).toList();
    }

    private static SystemCard card(String title, String host) {
        return new SystemCard(title, title, title, host, true, 20);
    }
}
