package dev.ferrule.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationIdsTest {

    private final Warnings warnings = new Warnings();
    private final OperationIds ids = new OperationIds(warnings);

    @ParameterizedTest
    @CsvSource({
        "GET, /orders/{id}, get_orders_by_id",
        "POST, /, post",
        "GET, /v1/a.b/{x}:cancel#f?y={z}, get_v1_a_b_by_x_cancel_f_y_by_z",
        "DELETE, /日本/{id}, delete_by_id",
    })
    void aMissingNameIsMadeOfMethodAndPath(String method, String path, String name) {
        assertThat(ids.name(null, method, path, "")).isEqualTo(name);
    }

    @Test
    void aLongNameIsCutAndStaysUniqueByItsHash() {
        String path = "/segment".repeat(20);

        String one = ids.name(null, "GET", path + "/a", "");
        String other = ids.name("x".repeat(65), "GET", path + "/b", "");

        assertThat(one).hasSizeLessThanOrEqualTo(OperationIds.LONGEST).startsWith("get_segment_segment");
        assertThat(other).hasSizeLessThanOrEqualTo(OperationIds.LONGEST).isNotEqualTo(one);
        assertThat(new OperationIds(new Warnings()).name(null, "GET", path + "/a", ""))
                .isEqualTo(one);
    }

    @Test
    void aMadeNameGivesWayToADeclaredOne() {
        ids.declare("get_orders");

        String made = ids.name(null, "GET", "/orders", "");

        assertThat(made).startsWith("get_orders_").hasSize("get_orders_".length() + 8);
        assertThat(ids.name("get_orders", "GET", "/other", "")).isEqualTo("get_orders");
    }

    @Test
    void theSecondOfTwoEqualNamesGetsItsOwn() {
        assertThat(ids.name("list", "GET", "/a", "")).isEqualTo("list");
        assertThat(ids.name("list", "GET", "/b", "")).isEqualTo("get_b");
        assertThat(warnings.list()).extracting(Warning::code).containsExactly("operation-id-duplicate");
    }

    @Test
    void pathsThatDifferOnlyInSignsGetDifferentNames() {
        assertThat(ids.name(null, "GET", "/a-b", "")).isNotEqualTo(ids.name(null, "GET", "/a_b", ""));
    }

    @Test
    void oddCharactersAreCleaned() {
        assertThat(ids.name("repos/list-for org", "GET", "/a", "")).isEqualTo("repos_list-for_org");
    }
}
