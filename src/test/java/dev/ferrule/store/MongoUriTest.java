package dev.ferrule.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MongoUriTest {

    @ParameterizedTest
    @CsvSource({
        "mongodb://db, ferrule",
        "mongodb://db/, ferrule",
        "mongodb://db/?w=1, ferrule",
        "mongodb://db?w=1, ferrule",
        "mongodb://u:p%2Fq@a:1, ferrule",
        "mongodb://db/mine, mine",
        "mongodb://db/mine?w=1, mine"
    })
    void databaseIsOursWhereTheUriNamesNone(String uri, String database) {
        assertThat(MongoUri.parse(uri).connection().getDatabase()).isEqualTo(database);
    }

    @Test
    void optionsAndCredentialsStayWhenTheDatabaseIsAdded() {
        MongoUri uri = MongoUri.parse("mongodb://user:pw@a:1,b:2/?replicaSet=rs&authSource=admin");
        assertThat(uri.connection().getRequiredReplicaSetName()).isEqualTo("rs");
        assertThat(uri.connection().getCredential().getSource()).isEqualTo("admin");
        assertThat(uri.hosts()).isEqualTo("a:1, b:2");
    }

    @Test
    void unreadableUriIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> MongoUri.parse("mongodb://user:se@cret@host"))
                .isInstanceOf(StartupFailure.class)
                .hasMessageNotContaining("cret")
                .hasNoCause();
    }
}
