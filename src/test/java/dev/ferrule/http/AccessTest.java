package dev.ferrule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.RunningFerrule;
import org.junit.jupiter.api.Test;

class AccessTest extends RunningFerrule {

    @Test
    void readinessIsOpenAndTellsNothingButTheStatus() {
        assertThat(get("/actuator/health/readiness", "Authorization", "none")
                        .expect(200)
                        .body())
                .isEqualTo("{\"status\":\"UP\"}");
    }
}
