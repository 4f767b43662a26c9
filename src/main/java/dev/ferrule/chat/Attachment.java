package dev.ferrule.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.Problem.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that comes with a message: its content, or a URL where that is fetched under the rules for specs.
 *
 * @param kind null: it is looked at to find out
 */
record Attachment(
        @Nullable Kinds kind,
        String name,
        @Nullable String content,
        @Nullable String url) {

    static final int MOST = 5;

    /** Characters of a spec; others are bound by what a requirement may have. */
    private static final int LONGEST = 64 << 20;

    enum Kinds {
        @JsonProperty("spec")
        SPEC,
        @JsonProperty("json")
        JSON,
        @JsonProperty("text")
        TEXT,
        @JsonProperty("markdown")
        MARKDOWN
    }

    /** @param pointer of the attachment in the request */
    static Attachment checked(
            @Nullable Kinds kind,
            @Nullable String name,
            @Nullable String content,
            @Nullable String url,
            String pointer) {
        if ((content == null) == (url == null)) {
            throw refuse(pointer, "An attachment has either 'content' or 'url'.");
        }
        if (content != null && content.isBlank()) {
            throw refuse(pointer + "/content", "The attachment is empty.");
        }
        if (content != null && content.length() > LONGEST) {
            throw new Problem(Problem.Kind.TOO_LARGE, "attachment-too-large", "An attachment may be 64 MB at most.");
        }
        if (url != null) {
            checkUrl(url, pointer + "/url");
        }
        String given = name == null || name.isBlank() ? (url == null ? "attachment" : host(url)) : name;
        return new Attachment(kind, Texts.shortened(Texts.line(given), 120), content, url);
    }

    private static void checkUrl(String url, String pointer) {
        try {
            URI uri = new URI(url.strip());
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (url.length() <= 2_000 && web && uri.getHost() != null && uri.getUserInfo() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw refuse(pointer, "The URL must begin with https:// or http://, name a host, and hold no user name.");
    }

    private static String host(String url) {
        return String.valueOf(URI.create(url.strip()).getHost());
    }

    private static Problem refuse(String pointer, String message) {
        return new Problem(Kind.INVALID, "attachment-invalid", message, List.of(new Violation(pointer, message)));
    }
}
