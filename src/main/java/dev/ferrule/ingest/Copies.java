package dev.ferrule.ingest;

import dev.ferrule.egress.Fetcher;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Archives that were uploaded, or are behind URLs, as files of this node, because they are read here and there; one copy
 * for all pieces of an archive, for as long as its job is open.
 */
@Component
class Copies {

    /** What a request may have that uploads. */
    static final int MOST_FETCHED = 512 << 20;

    private static final Duration LONGEST_FETCH = Duration.ofMinutes(10);

    private final Uploads uploads;
    private final Fetcher fetcher;
    private final Node node;
    private final Map<String, Map<String, Slot>> byJob = new HashMap<>();

    Copies(Uploads uploads, Fetcher fetcher, Node node) {
        this.uploads = uploads;
        this.fetcher = fetcher;
        this.node = node;
    }

    /** @param digest only of what was fetched */
    record Copy(Path file, @Nullable String digest) {}

    /** A place for one copy, which is also the lock on the making of it. */
    private static final class Slot {
        volatile @Nullable Copy copy;
        volatile boolean gone;
    }

    /** Of an archive of the server's own: that file itself. */
    Copy of(String job, Piece.Input input) {
        if (input.path() != null) {
            return new Copy(Path.of(input.path()), null);
        }
        String name = input.url() == null ? Integer.toString(input.upload()) : nameOf(input.url());
        Slot slot;
        synchronized (byJob) {
            slot = byJob.computeIfAbsent(job, id -> new HashMap<>()).computeIfAbsent(name, key -> new Slot());
        }
        synchronized (slot) {
            Copy copy = slot.copy;
            if (copy == null) {
                copy = copy(job, name, input);
                slot.copy = copy;
                if (slot.gone) {
                    delete(slot); // its job was cancelled meanwhile
                }
            }
            if (input.digest() != null && !input.digest().equals(copy.digest)) {
                throw new Problem(
                        Kind.CONFLICT,
                        "archive-changed",
                        "What is behind the URL is another archive than when it was looked through.");
            }
            return copy;
        }
    }

    private Copy copy(String job, String name, Piece.Input input) {
        String url = input.url();
        boolean zip = url == null
                ? input.name().toLowerCase(Locale.ROOT).endsWith(".zip")
                : ".zip".equals(UrlItems.archiveKind(url));
        Path file = node.folder().resolve(job + "-" + name + (zip ? ".zip" : ".tar.gz"));
        Path part = node.folder().resolve(job + "-" + name + ".part");
        try {
            String digest = null;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                if (url == null) {
                    uploads.copy(job, input, out);
                } else {
                    DigestOutputStream digested = new DigestOutputStream(out, sha256());
                    fetcher.fetch(url, MOST_FETCHED, LONGEST_FETCH, digested);
                    digest =
                            HexFormat.of().formatHex(digested.getMessageDigest().digest(), 0, 16);
                }
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(part);
                throw e;
            }
            return new Copy(Files.move(part, file, StandardCopyOption.REPLACE_EXISTING), digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(String url) {
        byte[] hash = sha256().digest(url.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return "u" + HexFormat.of().formatHex(hash, 0, 12);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes(String job, Piece.Input input) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            uploads.copy(job, input, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keepOnly(Set<String> jobs) {
        synchronized (byJob) {
            byJob.entrySet().removeIf(entry -> {
                if (jobs.contains(entry.getKey())) {
                    return false;
                }
                entry.getValue().values().forEach(Copies::delete);
                return true;
            });
        }
    }

    private static void delete(Slot slot) {
        slot.gone = true;
        Copy copy = slot.copy;
        if (copy != null) {
            try {
                Files.deleteIfExists(copy.file);
            } catch (IOException e) {
                copy.file.toFile().deleteOnExit();
            }
        }
    }
}
