package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApiFamilyTest {

    private ApiFamily family = ApiFamily.of("org", "shop@shop.com");

    @Test
    void aSpecWithTheSamePathsAndAHigherVersionBecomesTheCurrentOne() {
        add("a", "1.0", "/v1/orders", "/v1/orders/{id}", "/v1/customers");
        add("b", "2.0", "/v2/orders", "/v2/orders/{orderId}", "/v2/customers", "/v2/refunds", "/v2/carts", "/v2/tax");

        assertThat(apiOf("b")).isEqualTo(apiOf("a"));
        assertThat(family.current()).containsExactly("b");
    }

    @Test
    void anOlderVersionThatArrivesLaterStaysBehind() {
        add("new", "2.0", "/orders");
        add("old", "1.0", "/orders");

        assertThat(family.current()).containsExactly("new");
    }

    @Test
    void versionsWithoutAnOrderStillLeaveExactlyOneCurrent() {
        add("a", "2.0", "/orders");
        add("b", "2024-01-01", "/orders");
        add("c", "1.0", "/orders");

        assertThat(family.current()).hasSize(1);
    }

    @Test
    void aSpecOfTheSameNameWithOtherPathsIsAnApiOfItsOwn() {
        add("a", "1.0", "/orders", "/customers");
        add("b", "2.0", "/virtualMachines", "/disks", "/snapshots");

        assertThat(apiOf("a")).isEqualTo("shop@shop.com");
        assertThat(apiOf("b")).isEqualTo("shop@shop.com-2");
        assertThat(family.current()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void deletingTheCurrentVersionBringsBackTheOneBefore() {
        add("a", "1.0", "/orders");
        add("b", "2.0", "/orders");

        family = family.without("b");

        assertThat(family.current()).containsExactly("a");
    }

    @Test
    void addingAMemberAgainChangesNothing() {
        add("a", "1.0", "/orders");
        add("a", "1.0", "/orders");

        assertThat(family.members()).hasSize(1);
    }

    @Test
    void theOverlapIsNearTheTrueShare() {
        List<String> most = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            most.add("/resource" + i);
        }
        PathPrint all = print(most.toArray(String[]::new));
        PathPrint some = print(most.subList(0, 150).toArray(String[]::new));

        assertThat(all.overlap(some)).isBetween(0.7, 1.0);
        assertThat(all.overlap(print("/other", "/another"))).isLessThan(0.2);
        assertThat(print().overlap(print())).isEqualTo(1);
        assertThat(all.overlap(print())).isZero();
    }

    private void add(String specId, String version, String... paths) {
        Instant arrival = Instant.EPOCH.plusSeconds(family.members().size());
        family = family.with(specId, version, print(paths), arrival);
    }

    private String apiOf(String specId) {
        return family.member(specId).orElseThrow().apiId();
    }

    private static PathPrint print(String... paths) {
        return PathPrint.of(Stream.of(paths).map(PathPrint::normalised).collect(Collectors.toSet()));
    }
}
