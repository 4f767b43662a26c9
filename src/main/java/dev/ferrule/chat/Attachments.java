package dev.ferrule.chat;

import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.chat.Attachment.Kinds;
import dev.ferrule.chat.Message.Attached;
import dev.ferrule.egress.Fetcher;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Reads what comes with a message: specs go to the catalogue, texts to the requirement, of JSON examples the fields. */
@Component
class Attachments implements AutoCloseable {

    private static final int SPEC_BYTES = 64 << 20;
    private static final int EXAMPLE_BYTES = 1 << 20;
    private static final Pattern SPEC = Pattern.compile(
            "(?m)^\\s{0,4}[\"']?(?:openapi|swagger)[\"']?\\s*:\\s*[\"']?\\d|^\\s*\\{.{0,2000}?\"(?:openapi|swagger)\"\\s*:\\s*\"",
            Pattern.DOTALL);

    /** Where the two keys may be; a pattern must not wander through megabytes. */
    private static final int BEGINNING = 20_000;

    private final Specs specs;
    private final Fetcher fetcher;
    private final ExecutorService fetches = Executors.newCachedThreadPool(Turns.daemons("chat-fetch-"));

    Attachments(Specs specs, Fetcher fetcher) {
        this.specs = specs;
        this.fetcher = fetcher;
    }

    /**
     * What came with a message.
     *
     * @param specIds of specs, new in the catalogue or known before
     * @param texts to be read as parts of the requirement
     * @param fields of JSON examples: names, never values
     */
    record Read(List<Attached> attached, List<String> specIds, List<String> texts, List<String> fields) {

        static Read nothing() {
            return new Read(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    static void checkNumber(int number) {
        if (number > Attachment.MOST) {
            throw Problem.invalid(
                    "/attachments",
                    "A message may have " + Attachment.MOST + " attachments; this one has " + number + ".");
        }
    }

    /** What there is to say of them before they are read. */
    static List<Attached> announced(Incoming incoming) {
        return incoming.attachments().stream()
                .map(one -> new Attached(
                        one.kind() == null ? "unread" : word(one.kind()),
                        one.name(),
                        one.content() == null ? 0 : one.content().length(),
                        null))
                .toList();
    }

    private static String word(Kinds kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    Read read(String org, List<Attachment> attachments, TurnProgress progress) {
        Read read = Read.nothing();
        for (Attachment attachment : attachments) {
            progress.check();
            progress.step("attachment", "Reading " + attachment.name());
            byte[] content = attachment.url() == null
                    ? String.valueOf(attachment.content()).getBytes(StandardCharsets.UTF_8)
                    : fetched(attachment, progress);
            take(org, attachment, content, read);
        }
        return read;
    }

    private byte[] fetched(Attachment attachment, TurnProgress progress) {
        boolean perhapsSpec = attachment.kind() == null || attachment.kind() == Kinds.SPEC;
        String url = String.valueOf(attachment.url()).strip();
        CompletableFuture<byte[]> fetch = CompletableFuture.supplyAsync(
                () -> fetcher.fetch(url, perhapsSpec ? SPEC_BYTES : EXAMPLE_BYTES), fetches);
        while (true) {
            progress.check();
            try {
                return fetch.get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Looks whether it is still wanted; when not, the fetch ends by itself and nobody reads it.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Problem(Kind.UNAVAILABLE, "interrupted", "The service is ending.");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Problem problem) {
                    throw problem;
                }
                throw new CompletionException(e.getCause());
            }
        }
    }

    private void take(String org, Attachment attachment, byte[] content, Read read) {
        String text = new String(content, StandardCharsets.UTF_8);
        Kinds kind = attachment.kind() == null ? guess(attachment.name(), text) : attachment.kind();
        String specId = null;
        switch (kind) {
            case SPEC -> {
                Spec spec = specs.add(org, content).spec();
                specId = spec.id();
                read.specIds().add(specId);
            }
            case JSON -> {
                checkLength(attachment, content.length, EXAMPLE_BYTES);
                read.fields().addAll(ExampleFields.of(attachment.name(), text));
            }
            case TEXT, MARKDOWN -> {
                checkLength(attachment, text.length(), Message.LONGEST);
                read.texts().add(Texts.clean(text).strip());
            }
        }
        read.attached().add(new Attached(word(kind), attachment.name(), text.length(), specId));
    }

    private static void checkLength(Attachment attachment, int length, int most) {
        if (length > most) {
            throw new Problem(
                    Kind.TOO_LARGE,
                    "attachment-too-large",
                    "The attachment '" + attachment.name() + "' has " + length + " characters; at most " + most
                            + " are read of its kind.");
        }
    }

    private static Kinds guess(String name, String text) {
        String beginning = text.substring(0, Math.min(text.length(), BEGINNING)).strip();
        if (SPEC.matcher(beginning).find()) {
            return Kinds.SPEC;
        }
        if (beginning.regionMatches(true, 0, "<!doctype", 0, 9) || beginning.startsWith("<")) {
            throw new Problem(
                    Kind.UNPROCESSABLE,
                    "attachment-not-recognised",
                    "The attachment '" + name + "' is a web page or XML. Attach an OpenAPI document, a JSON example,"
                            + " or plain text or Markdown.");
        }
        if (beginning.indexOf('\0') >= 0) {
            throw new Problem(
                    Kind.UNPROCESSABLE, "attachment-not-recognised", "The attachment '" + name + "' is not text.");
        }
        return beginning.startsWith("{") || beginning.startsWith("[") ? Kinds.JSON : Kinds.TEXT;
    }

    @Override
    public void close() {
        fetches.shutdown();
    }
}
