package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            getUserIDs/v2             | get user ids v2
            HTTPServer                | http server
            /orders/{order_id}/items  | orders order id items
            GET_/customers-v2 (old)   | get customers v2 old
            crème brûlée              | crème brûlée
            請求書                     | 請求書
            """)
    void textIsCutWherePeopleSeeWords(String text, String words) {
        assertThat(Words.split(text)).containsExactly(words.split(" "));
    }

    @Test
    void wordsOfOneStemAreOneAndEmptyOnesAreLeftOut() {
        assertThat(Words.of("the invoices that we are creating")).isEqualTo(Words.of("invoice create"));
    }

    @Test
    void thereMayBeNone() {
        assertThat(Words.of(" ,. 😀 the ")).isEmpty();
        assertThat(Words.split("")).isEmpty();
        assertThat(Words.of("a".repeat(20_000))).hasSize(1);
    }
}
