package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecVersionTest {

    @ParameterizedTest
    @CsvSource({
        "1.9.0, 1.10.0",
        "v1, v2",
        "1, 1.1",
        "1.0.0-beta, 1.0.0",
        "2023-11-15, 2024-02-01",
        "2024-02-01-preview, 2024-02-01",
        "20230101, 2023-02-01"
    })
    void theSecondIsNewer(String older, String newer) {
        assertThat(SpecVersion.compare(older, newer)).isNegative();
        assertThat(SpecVersion.compare(newer, older)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1.0.0", "latest, 3.0", "3.0, 2024-01-01", "'', ''", "spring, autumn"})
    void neitherIsNewer(String one, String other) {
        assertThat(SpecVersion.compare(one, other)).isZero();
    }
}
