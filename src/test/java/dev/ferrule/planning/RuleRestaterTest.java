package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.planning.Clause.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a requirement is taken apart, by example. */
class RuleRestaterTest {

    @Test
    void aConditionAndWhatFollowsFromItAreClausesOfTheirOwn() {
        assertThat(
                        texts(
                                "When an order is paid in Northcart, create an invoice in Ledgerly and tell the team in Parley."))
                .containsExactly(
                        "When an order is paid in Northcart",
                        "create an invoice in Ledgerly",
                        "tell the team in Parley");
        assertThat(kinds("When an order is paid in Northcart, create an invoice in Ledgerly"))
                .containsExactly(Kind.TRIGGER, Kind.ACTION);
    }

    @Test
    void listsAreTakenApartWhateverTheirBullets() {
        assertThat(
                        texts(
                                "Every night:\n- fetch new orders\n* book them in the ledger\n• tell the team\n2. close the day"))
                .containsExactly(
                        "Every night", "fetch new orders", "book them in the ledger", "tell the team", "close the day");
        assertThat(texts("1. fetch the orders\n2. create the labels"))
                .containsExactly("fetch the orders", "create the labels");
        assertThat(texts("1) fetch the orders\r\n\r\n   2) create the labels"))
                .containsExactly("fetch the orders", "create the labels");
    }

    @Test
    void aListOfThingsIsOneClauseAndAListOfDeedsIsSeveral() {
        assertThat(texts("Copy name, address and phone number of each customer"))
                .containsExactly("Copy name, address and phone number of each customer");
        assertThat(texts("Fetch the order, update the stock, and then create a label; finally send a mail"))
                .containsExactly("Fetch the order", "update the stock", "create a label", "finally send a mail");
    }

    @Test
    void aVerbThatNoListHoldsBeginsAClauseBeforeAnArticle() {
        assertThat(texts("Fetch the order and defenestrate the invoice"))
                .containsExactly("Fetch the order", "defenestrate the invoice");
        assertThat(texts("Fetch orders with the labels, despite the late hour"))
                .containsExactly("Fetch orders with the labels, despite the late hour");
    }

    @Test
    void aLonelyAdverbIsNoClauseAndALonelyVerbGoesWithTheNext() {
        assertThat(texts("Fetch the order. Additionally, update the stock"))
                .containsExactly("Fetch the order", "update the stock");
        assertThat(texts("Check and confirm the order")).containsExactly("Check and confirm the order");
    }

    @Test
    void whenDidAsksAndWhenSomethingHappensSetsOff() {
        assertThat(kinds("When did the parcel leave?")).containsExactly(Kind.ACTION);
        assertThat(kinds("When was the last parcel sent")).containsExactly(Kind.ACTION);
        assertThat(kinds("When a parcel leaves, tell the buyer")).containsExactly(Kind.TRIGGER, Kind.ACTION);
    }

    @Test
    void whatIsQuotedOrInParenthesesOrAnAddressStaysWhole() {
        assertThat(texts("Post \"paid, shipped and sent. Done\" to the room"))
                .containsExactly("Post \"paid, shipped and sent. Done\" to the room");
        assertThat(texts("Create a contact (name, mail, and delete the rest) in the CRM"))
                .containsExactly("Create a contact (name, mail, and delete the rest) in the CRM");
        assertThat(texts("Send it to https://hooks.example/a,b;c?d=1.2 every day"))
                .containsExactly("Send it to https://hooks.example/a,b;c?d=1.2 every day");
        assertThat(texts("Pay 1,200.50 to jo.doe@mail.example at once"))
                .containsExactly("Pay 1,200.50 to jo.doe@mail.example at once");
    }

    @Test
    void everyCharacterOfAnOddTextSurvivesOrItIsLeftOutOnPurpose() {
        assertThat(texts("Send 😀 \uE000 to the team")).containsExactly("Send 😀 to the team");
        assertThat(texts("create ((an (odd)) order")).containsExactly("create ((an (odd)) order");
        assertThat(texts("Say \"hi and create the order")).isNotEmpty();
        assertThat(texts(" ,.;: ")).isEmpty();
    }

    @Test
    void moreThanFortyClausesAreFortyWithTheRestInTheLast() {
        List<String> clauses = texts("create an order. ".repeat(60));
        assertThat(clauses).hasSize(40);
        assertThat(clauses.get(39)).hasSizeGreaterThan(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "never delete anything",
                "Never merge contacts over there",
                "don't send it yet",
                "don’t send it yet",
                "do not refund the customer",
                "but please do not cancel the order",
                "leave the price list alone",
                "the salaries must not be changed",
                "nobody may be unsubscribed",
                "keep the old tickets as they are",
                "Nichts löschen",
                "bitte keine Rechnung stornieren",
                "nunca borrar pedidos",
                "sin borrar nada",
                "ne supprime rien",
                "jamais supprimer les commandes",
                "não apague nada"
            })
    void whatMustNotHappenIsAProhibition(String prohibition) {
        Restatement restatement = RuleRestater.restate("Create an invoice in Ledgerly.\n- " + prohibition);

        assertThat(restatement.clauses()).hasSize(2);
        assertThat(restatement.clauses().get(1).kind()).isEqualTo(Kind.PROHIBITION);
        assertThat(restatement.lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Draft the campaign in Letterbarn but don't send it yet | Draft the campaign in Letterbarn | but don't send it yet
            Archive the ticket without deleting it                 | Archive the ticket               | without deleting it
            Create a draft order, never a real one                 | Create a draft order             | never a real one
            """)
    void aClauseMayTurnIntoAProhibition(String text, String asked, String ruledOut) {
        List<Clause> clauses = RuleRestater.restate(text).clauses();

        assertThat(clauses).extracting(Clause::text).containsExactly(asked, ruledOut);
        assertThat(clauses).extracting(Clause::kind).containsExactly(Kind.ACTION, Kind.PROHIBITION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Create a note in the CRM",
                "Notify the team about the northern warehouse",
                "Find a customer and canned replies",
                "Nicht-Mitglieder nach Ledgerly kopieren"
            })
    void whatOnlyLooksLikeAProhibitionIsNone(String text) {
        assertThat(kinds(text)).doesNotContain(Kind.PROHIBITION);
    }

    @Test
    void aTextThatSeemsToRuleOutEverythingAsksAllTheSame() {
        assertThat(RuleRestater.restate("Do not forget to send the invoice").lines())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "When an order is paid",
                "As soon as a ticket is opened",
                "whenever somebody signs up",
                "and then once it is merged",
                "Wenn eine Bestellung bezahlt ist",
                "Cuando se pague un pedido",
                "Quand une commande est payée",
                "Sempre que um pedido for pago"
            })
    void whatSetsItOffIsATrigger(String text) {
        assertThat(kinds(text + ", create an invoice").get(0)).isEqualTo(Kind.TRIGGER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Post 'Order paid' to the room                        | Post to the room
            Post it to #returns every monday at 9am              | Post it to
            Mail jo.doe@mail.example the invoice on 3 March 2026 | Mail the invoice on
            Get https://shop.example/a?b=c, the order            | Get the order
            create an invoice of $1,200.50 by 2026-01-31         | create an invoice of by
            give Maria Lopez the role                            | give the role
            Charge 19 % tax on order_id                          | Charge tax on
            """)
    void namesMomentsAndAmountsAreNotSearchedFor(String text, String query) {
        assertThat(Noise.strip(text).query()).isEqualTo(query);
    }

    @Test
    void aClauseOfNamesAloneIsSearchedForAsItIs() {
        assertThat(Noise.strip("\"Maria Lopez\"").query()).isEqualTo("\"Maria Lopez\"");
        assertThat(Noise.strip("\"Maria Lopez\"").names()).containsExactly("Maria Lopez");
    }

    @Test
    void germanNounsAreNoNames() {
        assertThat(Noise.strip("eine Rechnung für jede Bestellung anlegen").names())
                .isEmpty();
    }

    private static List<String> texts(String requirement) {
        return RuleRestater.restate(requirement).clauses().stream()
                .map(Clause::text)
                .toList();
    }

    private static List<Kind> kinds(String requirement) {
        return RuleRestater.restate(requirement).clauses().stream()
                .map(Clause::kind)
                .toList();
    }
}
