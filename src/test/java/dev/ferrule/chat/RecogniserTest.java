package dev.ferrule.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sentences about a plan are taken for. */
class RecogniserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "never mind",
                "Never mind.",
                "ok, forget it",
                "undo that",
                "scratch that",
                "Vergiss es",
                "nimm das zurück!",
                "doch nicht",
                "please undo"
            })
    void aChangeIsTakenBack(String text) {
        assertThat(Recogniser.edits(text)).containsExactly(new Edit.NeverMind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the other one", "No, the other one", "not that one", "I mean the other one", "use the other endpoint",
                "the second one", "das andere", "nein, den anderen", "nicht das, sondern das andere",
                        "Can you take the other one?"
            })
    void theOtherOneIsMeant(String text) {
        assertThat(Recogniser.edits(text)).containsExactly(new Edit.TheOther());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not the delete endpoint | delete",
                "Remove POST /rooms | POST /rooms",
                "please drop POST /rooms. | POST /rooms",
                "don't use GET /users | GET /users",
                "without the refund call | refund",
                "nicht den Lösch-Endpunkt | Lösch",
                "entferne GET /users aus dem plan | GET /users"
            })
    void anOperationIsRuledOut(String text, String what) {
        assertThat(Recogniser.edits(text)).singleElement().isInstanceOfSatisfying(Edit.Exclude.class, edit -> {
            assertThat(edit.what()).isEqualTo(what);
            assertThat(edit.certain()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "use the v2 API | v2 API |",
                "Use Pingwren instead | Pingwren |",
                "use Pingwren instead of Parley | Pingwren | Parley",
                "nimm stattdessen Pingwren | Pingwren |",
                "Nimm Pingwren statt Parley | Pingwren | Parley",
                "no, I meant Pingwren | Pingwren |"
            })
    void anotherSystemIsWanted(String text, String what, String instead) {
        assertThat(Recogniser.edits(text)).singleElement().isInstanceOfSatisfying(Edit.UseSystem.class, edit -> {
            assertThat(edit.what()).isEqualTo(what);
            assertThat(edit.insteadOf()).isEqualTo(instead);
        });
    }

    @Test
    void anOperationIsNamed() {
        assertThat(Recogniser.edits("use POST /rooms/{id} instead"))
                .containsExactly(new Edit.UseOperation("POST", "/rooms/{id}", false));
        assertThat(Recogniser.edits("also add GET /users."))
                .containsExactly(new Edit.UseOperation("GET", "/users", true));
        assertThat(Recogniser.edits("POST /rooms")).containsExactly(new Edit.UseOperation("POST", "/rooms", false));
    }

    @Test
    void questionsAreAnsweredByTheirNumbers() {
        assertThat(Recogniser.edits("1: yes\nq3: POST /rooms; ignore 2 and 4"))
                .containsExactly(
                        new Edit.AnswerTo(1, "yes"),
                        new Edit.AnswerTo(3, "POST /rooms"),
                        new Edit.Ignore(List.of(2, 4)));
        assertThat(Recogniser.edits("ignore the rest")).containsExactly(new Edit.Ignore(List.of()));
        assertThat(Recogniser.edits("ignoriere 2")).containsExactly(new Edit.Ignore(List.of(2)));
        assertThat(Recogniser.edits("Ja.")).containsExactly(new Edit.AnswerTo(null, "Ja"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "also post to chat when the invoice is paid",
                "Außerdem soll der Kunde eine SMS bekommen",
                "Remove the label from the issue once it is closed",
                "Use Pingwren to text the customer",
                "skip weekends when sending reminders",
                "no refunds without the manager's approval, and log every attempt",
                "Never delete anything"
            })
    void theRestIsMoreOfTheRequirement(String text) {
        List<Edit> edits = Recogniser.edits(text);
        assertThat(edits).hasSize(1);
        assertThat(saidIn(edits.get(0))).isEqualTo(text);
    }

    /** What becomes a part of the requirement when nothing in the plan is called so. */
    private static String saidIn(Edit edit) {
        if (edit instanceof Edit.Exclude exclude && !exclude.certain()) {
            return exclude.said();
        }
        if (edit instanceof Edit.UseSystem use && !use.certain()) {
            return use.said();
        }
        return edit instanceof Edit.Add add ? add.text() : "";
    }

    @Test
    void severalThingsAtOnceAreTakenOneByOne() {
        assertThat(Recogniser.edits("Not the delete endpoint. Also post to Parley when it is paid."))
                .containsExactly(
                        new Edit.Exclude("delete", true, "Not the delete endpoint."),
                        new Edit.Add("Also post to Parley when it is paid."));
        assertThat(Recogniser.edits("Why this one?")).containsExactly(new Edit.Question("Why this one?"));
        assertThat(Recogniser.edits("Start over: sync contacts")).containsExactly(new Edit.StartOver("sync contacts"));
    }

    @Test
    void hostileTextIsReadInTime() {
        Random random = new Random(7);
        List<String> pieces = List.of(
                "no ",
                "ok, ",
                "1: ",
                "ignore ",
                "use ",
                "the ",
                "instead of ",
                "POST /",
                "; ",
                "\n",
                "nicht ",
                "@",
                " please");
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 3_000) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(Recogniser.edits(text.toString())).isNotNull();
        }
        for (String piece : pieces) {
            assertThat(Recogniser.edits(piece.repeat(20_000 / piece.length()))).isNotNull();
        }
    }
}
