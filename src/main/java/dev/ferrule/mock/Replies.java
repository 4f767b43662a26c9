package dev.ferrule.mock;

import dev.ferrule.contract.Sample;
import dev.ferrule.contract.Samples;
import dev.ferrule.contract.Side;
import dev.ferrule.egress.Call.Header;
import dev.ferrule.mock.Statuses.Success;
import dev.ferrule.mock.World.Seen;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Content;
import dev.ferrule.spec.Contract.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answer of a call that went well: the status, the headers and the body that the spec has for it. */
final class Replies {

    /** Set here, or not to be made up: a link to nowhere would be followed. */
    private static final Set<String> OWN = Set.of(
            "content-type",
            "content-length",
            "transfer-encoding",
            "location",
            "link",
            "retry-after",
            "www-authenticate");

    private Replies() {}

    static Reply reply(Exchange exchange) {
        Contract contract = exchange.contract();
        Success success = Statuses.success(contract, World.creates(exchange));
        Response response = success.response();
        List<Content> contents = response == null ? List.of() : response.contents();
        String accept = exchange.call().header("Accept");
        Accepted accepted = Accepted.choose(contents, accept);
        if (accepted == null && !contents.isEmpty()) {
            throw new Refused(
                    406,
                    "There is "
                            + String.join(
                                    ", ",
                                    contents.stream().map(Content::mediaType).toList()) + " to be had here.");
        }
        Content content = accepted == null ? null : accepted.content();
        Object made = content == null ? null : sample(content, contract, exchange.seed());
        Seen seen = World.see(exchange, made, content);
        List<Header> headers = new ArrayList<>();
        Object value = seen.value();
        if (content != null && exchange.method().matches("GET|HEAD")) {
            value = Paging.page(exchange, value, content, response, headers);
        }
        if (content != null && !Samples.fits(value, content.schema(), contract.defs(), Side.ANSWER)) {
            value = made;
        }
        headers(exchange, success, seen, headers);
        boolean empty = accepted == null || success.status() == 204 || success.status() == 304;
        return new Reply(
                success.status(),
                headers,
                empty || accepted == null ? null : accepted.mediaType(),
                empty ? null : value,
                content);
    }

    static @Nullable Object sample(Content content, Contract contract, long seed) {
        if (content.schema().isEmpty() && content.examples().isEmpty()) {
            return Bodies.isJson(content.mediaType()) ? new LinkedHashMap<>() : "amber";
        }
        Sample sample = Samples.of(content, contract.defs(), Side.ANSWER, seed);
        return sample.value();
    }

    private static void headers(Exchange exchange, Success success, Seen seen, List<Header> headers) {
        String address = exchange.call().uri().getScheme() + "://"
                + exchange.call().uri().getRawAuthority() + exchange.route().base();
        if (seen.id() != null && success.status() == 201) {
            add(headers, "Location", address + exchange.route().path() + "/" + encoded(seen.id()));
        } else if (success.status() >= 300) {
            add(headers, "Location", "https://example.com/amber");
        }
        Response response = success.response();
        for (Contract.Header header : response == null ? List.<Contract.Header>of() : response.headers()) {
            boolean there = headers.stream().anyMatch(one -> one.name().equalsIgnoreCase(header.name()));
            if (!there
                    && !Paging.isNext(header.name())
                    && !OWN.contains(header.name().toLowerCase(Locale.ROOT))) {
                Object value = Samples.of(header.schema(), exchange.contract().defs(), Side.ANSWER, exchange.seed())
                        .value();
                add(headers, header.name(), text(value));
            }
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof List<?> list
                ? String.join(",", list.stream().map(Bodies::plain).toList())
                : value instanceof Map<?, ?> map ? Bodies.plain(map) : Bodies.plain(value);
    }

    static void add(List<Header> headers, String name, String value) {
        try {
            headers.add(new Header(name, value.replaceAll("[^\\x20-\\x7e]", "?")));
        } catch (IllegalArgumentException e) {
            // A name that no header can have; there are specs with such.
        }
    }

    static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
