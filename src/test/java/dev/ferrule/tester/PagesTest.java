package dev.ferrule.tester;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.connection.RemoteSystem.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A list that comes in pages is followed as far as was asked for. */
class PagesTest extends ShopFerrule {

    @Test
    void pagesAreFollowedUntilTheSystemLeadsBackOrAsManyCameAsWereAskedFor() {
        shop();
        connection();
        remote.at("/orders", request -> {
            boolean second = request.query() != null && request.query().contains("cursor=b");
            String next = second ? "c" : "b";
            return new Response(
                    200,
                    Map.of("Content-Type", "application/json", "Link", "</orders?cursor=" + next + ">; rel=\"next\""),
                    "[{\"id\":\"before-" + next + "\"}]");
        });
        Reply test = post(path("GET", "/orders"), "{\"pages\":10}").expect(200);
        assertThat(test.at("/pages/count")).isEqualTo("3");
        assertThat(test.at("/pages/end")).contains("leads back");
        assertThat(test.at("/response/body/0/id")).isEqualTo("before-b");
        assertThat(test.at("/pages/further/1/body/0/id")).isEqualTo("before-b");
        assertThat(test.json().at("/attempts").size()).isEqualTo(3);
        assertThat(remote.asked("/orders")).hasSize(3);
        test = post(path("GET", "/orders"), "{\"pages\":2}").expect(200);
        assertThat(test.at("/pages/count")).isEqualTo("2");
        post(path("GET", "/orders"), "{\"pages\":100}").expectProblem(400, "invalid-request");
    }

    @Test
    void whatALiveAnswerShowsOfPagesAndLimitsIsKeptWithItsEvidence() {
        shop();
        connection();
        remote.at(
                "/orders",
                request -> new Response(
                        200,
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "Link",
                                "</orders?cursor=b>; rel=\"next\"",
                                "X-RateLimit-Remaining",
                                "17"),
                        "[]"));
        String form = path("GET", "/orders").replaceAll("/test$", "/form");
        assertThat(get(form).expect(200).json().at("/conventions/rateLimit").isObject())
                .isFalse();

        post(path("GET", "/orders"), "{}").expect(200);

        Reply learned = get(form).expect(200);
        assertThat(learned.at("/conventions/rateLimit/remaining")).isEqualToIgnoringCase("X-RateLimit-Remaining");
        assertThat(learned.at("/conventions/rateLimit/evidence/0")).startsWith("header:");
        assertThat(learned.at("/conventions/pagination/style")).isEqualToIgnoringCase("link_header");
        assertThat(learned.body()).doesNotContain("17\"");
    }
}
