package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiIdentityTest {

    @ParameterizedTest
    @CsvSource({
        "Billing API v2, billing",
        "The Billing REST API (version 1.4.0), billing",
        "billing - 2024-01-15, billing",
        "Möbel & Co., mobel-co",
        "API, api",
        "'', api",
        "Web3 Wallet, web3-wallet"
    })
    void aTitleLosesItsVersionAndItsNoise(String title, String slug) {
        assertThat(ApiIdentity.slug(title)).isEqualTo(slug);
    }

    @ParameterizedTest
    @CsvSource({
        "api.eu.shop.com, shop.com",
        "api.shop.co.uk, shop.co.uk",
        "shop.com, shop.com",
        "localhost, ''",
        "10.0.0.1, ''",
        "myapp.azurewebsites.net, ''",
        "abc.execute-api.eu-west-1.amazonaws.com, ''",
        "{tenant}.shop.com, ''",
        ", ''"
    })
    void aHostIsAsGoodAsTheDomainSomebodyRegistered(String host, String domain) {
        assertThat(ApiIdentity.domain(host)).isEqualTo(domain);
    }

    @ParameterizedTest
    @CsvSource({
        "staging-api.shop.com, true",
        "api.sandbox.shop.com, true",
        "qa2.shop.com, true",
        "api.shop.com, false",
        "contest.shop.com, false",
        "staging.com, false",
        ", false"
    })
    void aHostForTryingThingsSaysSoBeforeItsDomain(String host, boolean rehearsal) {
        assertThat(ApiIdentity.isRehearsal(host)).isEqualTo(rehearsal);
    }

    @Test
    void aLongTitleMakesAShortIdentity() {
        assertThat(ApiIdentity.of("word ".repeat(500), "shop.com")).hasSizeLessThan(80);
    }
}
