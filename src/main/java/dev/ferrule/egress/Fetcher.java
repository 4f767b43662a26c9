package dev.ferrule.egress;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fetches a document from a URL that a caller names, wherever on the public internet that is. */
@Component
public final class Fetcher {

    private static final Duration TOTAL = Duration.ofSeconds(30);

    private final Sender sender;

    Fetcher(Sender sender) {
        this.sender = sender;
    }

    /**
     * What a server said about a document, to be told back to it: whoever has that still needs no other copy (RFC 9110,
     * section 13).
     */
    public record Validators(
            @Nullable String etag, @Nullable String lastModified) {

        /** Nothing is known. */
        public static final Validators NONE = new Validators(null, null);
    }

    /** @param body null: it is as it was when those validators were given */
    public record Fetched(byte @Nullable [] body, Validators validators) {}

    /** The bytes behind a URL, at most so many; anything else than success is a problem that names the URL's host only. */
    public byte[] fetch(String url, int mostBytes) {
        byte[] body = fetch(url, mostBytes, Validators.NONE).body();
        return Objects.requireNonNull(body);
    }

    /** Something larger, written to {@code sink} as it comes; after a failure there may be a part of it there. */
    public void fetch(String url, int mostBytes, Duration within, OutputStream sink) {
        Call call = Call.get(checked(url), new Call.Header("Accept", "*/*"));
        Answer answer = sent(call, () -> sender.send(call, Reach.anywhere().atMost(mostBytes, within), sink));
        if (answer.status() != 200) {
            throw failed(call.uri(), "it answered with status " + answer.status());
        }
        if (answer.truncated()) {
            throw new Problem(
                    Kind.TOO_LARGE,
                    "archive-too-large",
                    "What '" + call.uri().getHost() + "' sends is larger than " + (mostBytes >> 20) + " MB.");
        }
    }

    private static Answer sent(Call call, Supplier<Answer> sending) {
        try {
            return sending.get();
        } catch (EgressFailure e) {
            throw problem(call.uri(), e);
        }
    }

    /** The same, unless it has not changed. */
    public Fetched fetch(String url, int mostBytes, Validators known) {
        Call call = Call.get(
                checked(url), new Call.Header("Accept", "application/json, application/yaml, text/yaml, */*;q=0.5"));
        if (known.etag() != null) {
            call = call.with("If-None-Match", known.etag());
        }
        if (known.lastModified() != null) {
            call = call.with("If-Modified-Since", known.lastModified());
        }
        Call asked = call;
        Answer answer = sent(asked, () -> sender.send(asked, Reach.anywhere().atMost(mostBytes, TOTAL)));
        if (answer.status() == 304 && !known.equals(Validators.NONE)) {
            return new Fetched(null, known);
        }
        if (answer.status() != 200) {
            throw failed(call.uri(), "it answered with status " + answer.status());
        }
        if (answer.truncated()) {
            throw new Problem(
                    Kind.TOO_LARGE,
                    "spec-too-large",
                    "What '" + call.uri().getHost() + "' sends is larger than " + (mostBytes >> 20) + " MB.");
        }
        return new Fetched(answer.body(), new Validators(answer.header("ETag"), answer.header("Last-Modified")));
    }

    private static Problem problem(URI target, EgressFailure failure) {
        String host = failure.host() == null ? target.getHost() : failure.host();
        return switch (failure.reason()) {
            case ADDRESS_NOT_ALLOWED, HOST_NOT_ALLOWED ->
                new Problem(
                        Kind.INVALID,
                        "address-not-allowed",
                        "The host '" + host + "' is not on the public internet, so nothing is fetched from it.");
            case NO_WEB_ADDRESS -> Problem.invalid("/url", "It redirects to something that is no web address.");
            default -> failed(target, failure.description());
        };
    }

    private static URI checked(String url) {
        try {
            URI uri = new URI(url.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme();
            if (!scheme.equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("http")) {
                throw Problem.invalid("/url", "A URL to fetch must begin with https:// or http://.");
            }
            if (uri.getRawUserInfo() != null) {
                throw Problem.invalid("/url", "A URL to fetch must not hold a user name or password.");
            }
            if (uri.getHost() == null) {
                throw Problem.invalid("/url", "A URL to fetch must name a host.");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw Problem.invalid("/url", "That is no URL: character " + e.getIndex() + " does not belong in one.");
        }
    }

    private static Problem failed(URI target, String why) {
        return new Problem(
                Kind.UNPROCESSABLE, "fetch-failed", "'" + target.getHost() + "' cannot be fetched from: " + why + ".");
    }
}
